-- A row is one tactic and one unit that had it or was held out: the period in which it began there (for a group that
-- came in later: when it did), and whether that was assigned at random beforehand. assigned_day is the period from
-- which the unit is observed as assigned, in either arm.
-- Reads: in_tactic_groups, tactic_list, groups, group_units, settings
WITH parts AS (
  SELECT t.tactic_no, u.unit_no,
    CASE WHEN lower(trim(coalesce(x.arm, 'treated'))) = 'holdout' THEN 1 ELSE 0 END AS held_out,
    greatest(t.starts_at_us, coalesce(x.assigned_at_us, t.starts_at_us)) AS start_us, s.zone, s.week_shift,
    s.period_days
  FROM in_tactic_groups x JOIN tactic_list t ON t.tactic_id = x.tactic_id JOIN groups g ON g.group_id = x.group_id
  JOIN group_units u ON u.group_no = g.group_no CROSS JOIN settings s
  WHERE x.problem IS NULL AND t.starts_at_us IS NOT NULL AND t.starts_at_us <= s.as_of_us
),
days AS (
  SELECT tactic_no, unit_no, held_out, start_us, local_day(start_us, zone) AS day_no, week_shift, period_days
  FROM parts
)
SELECT tactic_no, unit_no, min(held_out) AS is_holdout,
  min(CASE WHEN held_out = 0 THEN day_no - (day_no + week_shift) % period_days END) AS start_day,
  min(day_no - (day_no + week_shift) % period_days) AS assigned_day
FROM days GROUP BY tactic_no, unit_no
