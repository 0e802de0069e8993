-- A row is one group, or all groups together (group_no 0), and one class of the people present in the last 28 days of
-- the period: whether they wrote, whether they landed a result of a headline goal, both, or neither.
-- Reads: presences, members, activities, talk_kinds, conversions, goals, settings
WITH bounds AS (
  SELECT least(to_us, as_of_us) AS end_us, least(to_us, as_of_us) - 2419200000000 AS start_us FROM settings
),
present AS (
  SELECT p.home_key, p.group_no FROM presences p CROSS JOIN bounds b
  WHERE p.joined_us < b.end_us AND p.left_us > b.start_us AND p.previous_left_us <= b.start_us
),
wrote AS (
  SELECT DISTINCT coalesce(m.person_no, -m.member_no) AS home_key, a.group_no
  FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no JOIN members m ON m.member_no = a.member_no
  CROSS JOIN bounds b
  WHERE a.is_machine = 0 AND a.ts_us >= b.start_us AND a.ts_us < b.end_us
),
landed AS (
  SELECT c.person_no AS home_key, count(*) AS conversions, CAST(sum(1 - c.is_reversed) AS BIGINT) AS conversions_net
  FROM conversions c JOIN goals g ON g.goal_no = c.goal_no CROSS JOIN bounds b
  WHERE g.is_headline AND c.person_no IS NOT NULL AND c.ts_us >= b.start_us AND c.ts_us < b.end_us
  GROUP BY c.person_no
),
by_group AS (
  SELECT p.group_no, p.home_key, CASE WHEN w.home_key IS NULL THEN 0 ELSE 1 END AS talks
  FROM present p LEFT JOIN wrote w ON w.home_key = p.home_key AND w.group_no = p.group_no
),
everybody AS (
  SELECT 0 AS group_no, p.home_key, max(CASE WHEN w.home_key IS NULL THEN 0 ELSE 1 END) AS talks
  FROM (SELECT DISTINCT home_key FROM present) p
  LEFT JOIN (SELECT DISTINCT home_key FROM wrote) w ON w.home_key = p.home_key
  GROUP BY p.home_key
),
both_views AS (
  SELECT group_no, home_key, talks FROM by_group UNION ALL SELECT group_no, home_key, talks FROM everybody
),
classes AS (
  SELECT v.group_no, 2 * v.talks + CASE WHEN l.home_key IS NULL THEN 0 ELSE 1 END AS class_no,
    count(*) AS people, CAST(sum(coalesce(l.conversions, 0)) AS BIGINT) AS conversions,
    CAST(sum(coalesce(l.conversions_net, 0)) AS BIGINT) AS conversions_net
  FROM both_views v LEFT JOIN landed l ON l.home_key = v.home_key
  GROUP BY v.group_no, 2 * v.talks + CASE WHEN l.home_key IS NULL THEN 0 ELSE 1 END
)
SELECT group_no, CASE class_no WHEN 3 THEN 'both' WHEN 2 THEN 'talks' WHEN 1 THEN 'lands' ELSE 'neither' END AS class,
  people, conversions, conversions_net
FROM classes
