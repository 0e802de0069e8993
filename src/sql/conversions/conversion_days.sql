-- A row is one mask of goals from one file of conversions on one business day, as known at as_of, and how many rows
-- there are.
-- Reads: in_conversions, settings
WITH days AS (
  SELECT c.goal_mask, c.file_no, local_day(c.ts_us, s.zone) AS day_no
  FROM in_conversions c CROSS JOIN settings s
  WHERE c.problem IS NULL AND c.ts_us <= s.as_of_us AND coalesce(c.ingested_at_us, c.ts_us) <= s.as_of_us
)
SELECT goal_mask, file_no, day_no, count(*) AS day_rows
FROM days GROUP BY goal_mask, file_no, day_no
