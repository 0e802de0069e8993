-- A row is one kind of activity from one source system and one file on one business day, as known at as_of, and how
-- many rows there are.
-- Reads: in_activities, settings
WITH days AS (
  SELECT a.kind, a.source, a.file_no, local_day(a.ts_us, s.zone) AS day_no
  FROM in_activities a CROSS JOIN settings s
  WHERE a.problem IS NULL AND a.ts_us <= s.as_of_us AND coalesce(a.ingested_at_us, a.ts_us) <= s.as_of_us
)
SELECT kind, source, file_no, day_no, count(*) AS day_rows
FROM days GROUP BY kind, source, file_no, day_no
