-- A row is one week: people who joined any group, and people who left one without being in its successor.
-- left_people is NULL if no membership has an end or says that its end would be known: not observable is not zero.
-- Reads: presences, lineage_edges, in_memberships, settings
WITH joined AS (
  SELECT local_day(p.joined_us, s.zone) AS day_no, s.week_shift, p.home_key, 1 AS joins, 0 AS leaves FROM presences p
  CROSS JOIN settings s WHERE p.joined_us <= s.as_of_us
),
gone AS (
  SELECT p.home_key, p.group_no, p.left_us FROM presences p CROSS JOIN settings s WHERE p.left_us <= s.as_of_us
),
moved AS (
  SELECT DISTINCT g.home_key, g.group_no, g.left_us
  FROM gone g JOIN lineage_edges e ON e.from_no = g.group_no
  JOIN presences h ON h.home_key = g.home_key AND h.group_no = e.to_no AND h.left_us > g.left_us
),
leaving AS (
  SELECT local_day(g.left_us, s.zone) AS day_no, s.week_shift, g.home_key, 0 AS joins, 1 AS leaves
  FROM gone g LEFT JOIN moved m ON m.home_key = g.home_key AND m.group_no = g.group_no AND m.left_us = g.left_us
  CROSS JOIN settings s
  WHERE m.home_key IS NULL
),
moves AS (
  SELECT day_no, week_shift, home_key, joins, leaves FROM joined
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
