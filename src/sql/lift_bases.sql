-- A row is one tactic and the period in which the first of its groups got it: members at risk are those who had come before.
-- Reads: tactic_units
SELECT tactic_no, min(start_day) AS base_day
FROM tactic_units WHERE is_holdout = 0 GROUP BY tactic_no
