-- A row is one goal and one KOL (NULL = none): conversions with any touch of it before, and with one after (placebo).
-- Not additive.
-- Reads: credit_rows, after_touches, conversions
WITH reached AS (
  SELECT conversion_no, kol_no, 1 AS before, 0 AS after
  FROM (SELECT DISTINCT conversion_no, kol_no FROM credit_rows)
  UNION ALL
  SELECT conversion_no, kol_no, 0, 1
  FROM (SELECT DISTINCT conversion_no, kol_no FROM after_touches)
)
SELECT c.goal_no, r.kol_no, CAST(sum(r.before) AS BIGINT) AS any_touch, CAST(sum(r.after) AS BIGINT) AS placebo
FROM reached r JOIN conversions c ON c.conversion_no = r.conversion_no
GROUP BY c.goal_no, r.kol_no
