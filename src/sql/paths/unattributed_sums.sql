-- A row is one goal, reason and person bucket of unattributed conversions.
-- Reads: unattributed_rows, conversions
SELECT c.goal_no, u.reason, c.bucket, count(*) AS conversions,
  CAST(sum(1 - c.is_reversed) AS BIGINT) AS net_conversions,
  sum(CAST(c.value_minor AS DECIMAL(38, 0))) AS value_minor, sum(CAST(c.net_minor AS DECIMAL(38, 0))) AS net_minor
FROM unattributed_rows u JOIN conversions c ON c.conversion_no = u.conversion_no
GROUP BY c.goal_no, u.reason, c.bucket
