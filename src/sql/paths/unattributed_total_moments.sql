-- A row is one goal: everything unattributed, with squares over the person buckets for the jackknife.
-- Reads: unattributed_sums
WITH by_bucket AS (
  SELECT goal_no, bucket, CAST(sum(conversions) AS BIGINT) AS conversions,
    CAST(sum(net_conversions) AS BIGINT) AS net_conversions,
    sum(value_minor) AS value_minor, sum(net_minor) AS net_minor
  FROM unattributed_sums GROUP BY goal_no, bucket
)
SELECT goal_no, CAST(sum(conversions) AS BIGINT) AS conversions,
  CAST(sum(net_conversions) AS BIGINT) AS conversions_net,
  CAST(sum(conversions * conversions) AS BIGINT) AS conversion_squares, count(*) AS conversion_buckets,
  sum(value_minor) AS value_minor, sum(net_minor) AS net_minor,
  sum(CAST(value_minor AS DECIMAL(19, 0)) * CAST(value_minor AS DECIMAL(19, 0))) AS value_squares
FROM by_bucket GROUP BY goal_no
