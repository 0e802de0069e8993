-- A row is one week: people who joined any group, and people who left one without being in its heir.
-- Reads: presences, lineage_edges, settings
WITH joined AS (
  SELECT local_day(p.joined_us, s.zone) AS day_no, s.week_shift, p.home_key, 1 AS joins, 0 AS leaves FROM presences p CROSS JOIN settings s WHERE p.joined_us <= s.as_of_us
),
gone AS (
  SELECT p.home_key, p.group_no, p.left_us FROM presences p CROSS JOIN settings s WHERE p.left_us <= s.as_of_us
),
moved AS (
  SELECT DISTINCT g.home_key, g.group_no, g.left_us
  FROM gone g JOIN lineage_edges e ON e.from_no = g.group_no JOIN presences h ON h.home_key = g.home_key AND h.group_no = e.to_no AND h.left_us > g.left_us
),
leaving AS (
  SELECT local_day(g.left_us, s.zone) AS day_no, s.week_shift, g.home_key, 0 AS joins, 1 AS leaves
  FROM gone g LEFT JOIN moved m ON m.home_key = g.home_key AND m.group_no = g.group_no AND m.left_us = g.left_us CROSS JOIN settings s
  WHERE m.home_key IS NULL
),
moves AS (
  SELECT day_no, week_shift, home_key, joins, leaves FROM joined UNION ALL SELECT day_no, week_shift, home_key, joins, leaves FROM leaving
)
SELECT day_no - (day_no + week_shift) % 7 AS week_day, count(DISTINCT CASE WHEN joins = 1 THEN home_key END) AS joined, count(DISTINCT CASE WHEN leaves = 1 THEN home_key END) AS left_people
FROM moves
GROUP BY day_no - (day_no + week_shift) % 7
