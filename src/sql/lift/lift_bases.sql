-- A row is one claim (a tactic, or several of a recurring kind) and the period in which the first of its groups got
-- it: members at risk are those who had joined before.
-- Reads: tactic_units, lift_parts
SELECT p.claim_no, min(t.start_day) AS base_day
FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no
WHERE t.is_holdout = 0 GROUP BY p.claim_no
