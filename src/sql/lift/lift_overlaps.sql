-- A row is one claim and a tactic outside it that began within one period in some of the same units: in how many of
-- them, and how many units the claim has.
-- Reads: tactic_units, lift_parts, lift_range
WITH parts AS (
  SELECT p.claim_no, t.tactic_no, t.unit_no, t.start_day
  FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no WHERE t.is_holdout = 0
),
sizes AS (
  SELECT claim_no, count(DISTINCT unit_no) AS of_units FROM parts GROUP BY claim_no
)
SELECT x.claim_no, y.tactic_no, count(DISTINCT x.unit_no) AS units, min(s.of_units) AS of_units
FROM parts x JOIN tactic_units y ON y.unit_no = x.unit_no AND y.is_holdout = 0 CROSS JOIN lift_range r
JOIN sizes s ON s.claim_no = x.claim_no
LEFT JOIN lift_parts o ON o.claim_no = x.claim_no AND o.tactic_no = y.tactic_no
WHERE o.tactic_no IS NULL AND abs(y.start_day - x.start_day) <= r.period_days
GROUP BY x.claim_no, y.tactic_no
