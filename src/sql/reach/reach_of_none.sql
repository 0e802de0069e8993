-- A row is one goal: if no tactic (or no KOL) is known at all, every touched conversion was touched by none.
-- Reads: placebo_counts
SELECT goal_no, CAST(NULL AS INTEGER) AS tactic_no, CAST(NULL AS INTEGER) AS kol_no, real_count AS any_touch,
  placebo_count AS placebo
FROM placebo_counts
