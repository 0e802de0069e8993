-- A row is one click of a link or scan of a code by a person whose results can be observed, and its week.
-- Kind: view
-- Reads: activities, kinds, observed_people, settings
WITH days AS (
  SELECT a.person_no, a.ts_us, local_day(a.ts_us, s.zone) AS day_no, s.week_shift
  FROM activities a JOIN kinds k ON k.kind_no = a.kind_no JOIN observed_people o ON o.person_no = a.person_no
  CROSS JOIN settings s
  WHERE k.kind IN ('link_click', 'code_scan') AND a.is_machine = 0
)
SELECT person_no, day_no - (day_no + week_shift) % 7 AS week_day, ts_us FROM days
