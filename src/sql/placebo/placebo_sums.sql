-- A row is one goal, placebo test and person bucket, and one group (NULL = none) or all of them together (is_any =
-- 1): conversions of the test, those touched before, and those touched in the comparison window.
-- Reads: placebo_pairs, placebo_touches
WITH reached AS (
  SELECT conversion_no, side, group_no, 0 AS is_any FROM placebo_touches
  UNION ALL
  SELECT DISTINCT conversion_no, side, CAST(NULL AS BIGINT), 1 FROM placebo_touches
)
SELECT p.goal_no, p.test, r.is_any, r.group_no, p.bucket, CAST(0 AS BIGINT) AS pairs,
  CAST(sum(CASE WHEN r.side = 'before' THEN 1 ELSE 0 END) AS BIGINT) AS before_count,
  CAST(sum(CASE WHEN r.side = p.side THEN 1 ELSE 0 END) AS BIGINT) AS after_count
FROM placebo_pairs p
JOIN reached r ON r.conversion_no = p.conversion_no
WHERE r.side = 'before' OR r.side = p.side
GROUP BY p.goal_no, p.test, r.is_any, r.group_no, p.bucket
UNION ALL
SELECT goal_no, test, 1, CAST(NULL AS BIGINT), bucket, count(*), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
FROM placebo_pairs
GROUP BY goal_no, test, bucket
