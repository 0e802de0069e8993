-- A row is one goal and reason with exact sums over the person buckets, as the credit moments have them.
-- Reads: unattributed_sums
SELECT goal_no, reason, CAST(sum(conversions) AS BIGINT) AS conversions,
  CAST(sum(net_conversions) AS BIGINT) AS conversions_net,
  sum(value_minor) AS value_minor, sum(net_minor) AS net_minor
FROM unattributed_sums GROUP BY goal_no, reason
