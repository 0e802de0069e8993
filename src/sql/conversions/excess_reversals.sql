-- A row is one conversion whose reversals exceed its value; the excess is not counted.
-- Reads: conversions, reversal_sums, goals
SELECT g.goal, c.conversion_id, c.value_minor, r.reversed_minor, r.reversed_minor - c.value_minor AS excess_minor
FROM conversions c JOIN goals g ON g.goal_no = c.goal_no JOIN reversal_sums r ON r.conversion_id = c.conversion_id
WHERE c.value_minor IS NOT NULL AND r.reversed_minor > c.value_minor
