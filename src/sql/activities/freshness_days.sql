-- A row is one day with rows of one series: a table, a kind that counts as a touch, a source system, a file (its
-- number as text) or a goal.
-- Reads: activity_days, conversion_days, touch_rules, goals, in_reversals, in_memberships, settings
WITH series AS (
  SELECT 'table' AS scope, 'activities' AS table_name, 'activities' AS name, day_no, day_rows FROM activity_days
  UNION ALL
  SELECT 'kind', 'activities', d.kind, d.day_no, d.day_rows FROM activity_days d
  JOIN (SELECT DISTINCT kind FROM touch_rules) t ON t.kind = d.kind
  UNION ALL
  SELECT 'source', 'activities', source, day_no, day_rows FROM activity_days WHERE source IS NOT NULL
  UNION ALL
  SELECT 'file', 'activities', CAST(file_no AS STRING), day_no, day_rows FROM activity_days
  UNION ALL
  SELECT 'table', 'conversions', 'conversions', day_no, day_rows FROM conversion_days
  UNION ALL
  SELECT 'file', 'conversions', CAST(file_no AS STRING), day_no, day_rows FROM conversion_days
  UNION ALL
  SELECT 'goal', 'conversions', g.goal, d.day_no, d.day_rows FROM conversion_days d
  JOIN goals g ON int_div(d.goal_mask, g.bit) % 2 = 1
  UNION ALL
  SELECT 'table', 'reversals', 'reversals', local_day(r.ts_us, s.zone), 1 FROM in_reversals r CROSS JOIN settings s
  WHERE r.problem IS NULL AND r.ts_us <= s.as_of_us AND coalesce(r.ingested_at_us, r.ts_us) <= s.as_of_us
  UNION ALL
  SELECT 'table', 'memberships', 'memberships', local_day(m.joined_at_us, s.zone), 1 FROM in_memberships m
  CROSS JOIN settings s WHERE m.problem IS NULL AND m.joined_at_us <= s.as_of_us
)
SELECT scope, table_name, name, day_no, CAST(sum(day_rows) AS BIGINT) AS day_rows
FROM series GROUP BY scope, table_name, name, day_no
