-- A row is one unit, the people who came home to it in one period, and a period in which some of them joined or left:
-- how many more there are afterwards, and what joining and leaving adds to the person-days of that period.
-- Reads: unit_stays, settings
WITH moves AS (
  SELECT y.unit_no, y.joined_day, local_day(y.joined_us, s.zone) AS day_no, 1 AS change, s.week_shift, s.period_days
  FROM unit_stays y CROSS JOIN settings s
  UNION ALL
  SELECT y.unit_no, y.joined_day, local_day(y.left_us, s.zone) AS day_no, -1 AS change, s.week_shift, s.period_days
  FROM unit_stays y CROSS JOIN settings s
)
SELECT unit_no, joined_day, day_no - (day_no + week_shift) % period_days AS period_day,
  CAST(sum(change) AS BIGINT) AS change,
  CAST(sum(change * (period_days - (day_no + week_shift) % period_days)) AS BIGINT) AS person_days
FROM moves GROUP BY unit_no, joined_day, day_no - (day_no + week_shift) % period_days
