-- A row is one person whose conversions can be observed, at home in one unit of the panel: that of the group joined
-- first.
-- Reads: homes, group_units, people, settings
WITH days AS (
  SELECT h.person_no, u.unit_no, local_day(h.joined_us, s.zone) AS day_no, s.week_shift, s.period_days
  FROM homes h JOIN group_units u ON u.group_no = h.group_no JOIN people p ON p.person_no = h.person_no
  CROSS JOIN settings s
  WHERE p.users > 0 AND NOT p.quarantined AND NOT p.excluded
)
SELECT person_no, unit_no, day_no - (day_no + week_shift) % period_days AS joined_day
FROM days
