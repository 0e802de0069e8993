-- A row is one goal and one kol (NULL = none): conversions with any touch of it before, and with one after (placebo). Not additive.
-- Reads: credit_rows, after_touches, conversions
SELECT goal_no, kol_no, CAST(sum(any_touch) AS BIGINT) AS any_touch, CAST(sum(placebo) AS BIGINT) AS placebo
FROM (
  SELECT c.goal_no, r.kol_no, count(DISTINCT r.conversion_no) AS any_touch, 0 AS placebo
  FROM credit_rows r JOIN conversions c ON c.conversion_no = r.conversion_no
  GROUP BY c.goal_no, r.kol_no
  UNION ALL
  SELECT c.goal_no, a.kol_no, 0 AS any_touch, count(DISTINCT a.conversion_no) AS placebo
  FROM after_touches a JOIN conversions c ON c.conversion_no = a.conversion_no
  GROUP BY c.goal_no, a.kol_no
)
GROUP BY goal_no, kol_no
