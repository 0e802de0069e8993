-- A row is one unit and one period with messages in it, bots left out.
-- Reads: activities, talk_kinds, group_units, settings
WITH days AS (
  SELECT u.unit_no, a.member_no, local_day(a.ts_us, s.zone) AS day_no, s.week_shift, s.period_days
  FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no JOIN group_units u ON u.group_no = a.group_no
  CROSS JOIN settings s
  WHERE a.is_machine = 0
)
SELECT unit_no, day_no - (day_no + week_shift) % period_days AS period_day, count(*) AS messages,
  count(DISTINCT member_no) AS chatters
FROM days GROUP BY unit_no, day_no - (day_no + week_shift) % period_days
