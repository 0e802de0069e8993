-- A row is one week: people who joined any group, and people who left one. Whoever was in a group on the day on which
-- its people moved on (split, merged or migrated), and is in the next group from that day or a later one, neither
-- joins that group nor leaves the other.
-- left_people is NULL if no membership has an end or says that its end would be known: not observable is not zero.
-- Reads: membership_joins, presences, continued_stays, in_memberships, settings
WITH leaving AS (
  SELECT local_day(p.left_us, s.zone) AS day_no, s.week_shift, p.home_key
  FROM presences p CROSS JOIN settings s
  LEFT JOIN (SELECT home_key, from_no, from_joined_us, max(to_left_us) AS until_us FROM continued_stays
    GROUP BY home_key, from_no, from_joined_us) c
    ON c.home_key = p.home_key AND c.from_no = p.group_no AND c.from_joined_us = p.joined_us
  WHERE p.left_us <= s.as_of_us AND coalesce(c.until_us, p.left_us) <= p.left_us
),
leaves AS (
  SELECT day_no - (day_no + week_shift) % 7 AS week_day, count(DISTINCT home_key) AS left_people
  FROM leaving GROUP BY day_no - (day_no + week_shift) % 7
),
both_ways AS (
  SELECT week_day, joined, 0 AS left_people FROM membership_joins
  UNION ALL SELECT week_day, 0, left_people FROM leaves
),
ends AS (
  SELECT max(CASE WHEN left_at_us IS NOT NULL OR left_known THEN 1 ELSE 0 END) AS any_end FROM in_memberships
  WHERE problem IS NULL
)
SELECT b.week_day, CAST(sum(b.joined) AS BIGINT) AS joined,
  CASE WHEN max(e.any_end) = 1 THEN CAST(sum(b.left_people) AS BIGINT) END AS left_people
FROM both_ways b CROSS JOIN ends e
GROUP BY b.week_day
