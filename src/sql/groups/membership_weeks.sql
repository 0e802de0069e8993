-- A row is one week: people who joined any group, and people who left one. Whoever was in a group on the day on which
-- its people moved on (split, merged or migrated), and is in the next group from that day or a later one, neither
-- joins that group nor leaves the other.
-- left_people is NULL if no membership has an end or says that its end would be known: not observable is not zero.
-- Reads: presences, lineage_edges, in_memberships, settings
WITH dated_edges AS (
  SELECT e.from_no, e.to_no, e.at_us, local_day(e.at_us, s.zone) AS at_day, s.zone FROM lineage_edges e
  CROSS JOIN settings s
),
continued AS (
  SELECT f.home_key, f.group_no AS from_no, f.joined_us AS from_joined_us, t.group_no AS to_no,
    t.joined_us AS to_joined_us, t.left_us AS to_left_us
  FROM dated_edges e JOIN presences f ON f.group_no = e.from_no
  JOIN presences t ON t.home_key = f.home_key AND t.group_no = e.to_no
  WHERE local_day(f.joined_us, e.zone) <= e.at_day AND local_day(least(f.left_us, e.at_us), e.zone) >= e.at_day
    AND local_day(t.joined_us, e.zone) >= e.at_day AND t.previous_left_us < e.at_us
),
joining AS (
  SELECT local_day(p.joined_us, s.zone) AS day_no, s.week_shift, p.home_key, 1 AS joins, 0 AS leaves
  FROM presences p CROSS JOIN settings s
  LEFT JOIN (SELECT DISTINCT home_key, to_no, to_joined_us FROM continued) c
    ON c.home_key = p.home_key AND c.to_no = p.group_no AND c.to_joined_us = p.joined_us
  WHERE p.joined_us <= s.as_of_us AND c.home_key IS NULL
),
leaving AS (
  SELECT local_day(p.left_us, s.zone) AS day_no, s.week_shift, p.home_key, 0 AS joins, 1 AS leaves
  FROM presences p CROSS JOIN settings s
  LEFT JOIN (SELECT home_key, from_no, from_joined_us, max(to_left_us) AS until_us FROM continued
    GROUP BY home_key, from_no, from_joined_us) c
    ON c.home_key = p.home_key AND c.from_no = p.group_no AND c.from_joined_us = p.joined_us
  WHERE p.left_us <= s.as_of_us AND coalesce(c.until_us, p.left_us) <= p.left_us
),
moves AS (
  SELECT day_no, week_shift, home_key, joins, leaves FROM joining
  UNION ALL SELECT day_no, week_shift, home_key, joins, leaves FROM leaving
),
ends AS (
  SELECT max(CASE WHEN left_at_us IS NOT NULL OR left_known THEN 1 ELSE 0 END) AS any_end FROM in_memberships
  WHERE problem IS NULL
)
SELECT day_no - (day_no + week_shift) % 7 AS week_day,
  count(DISTINCT CASE WHEN joins = 1 THEN home_key END) AS joined,
  CASE WHEN max(e.any_end) = 1 THEN count(DISTINCT CASE WHEN leaves = 1 THEN home_key END) END AS left_people
FROM moves CROSS JOIN ends e
GROUP BY day_no - (day_no + week_shift) % 7
