-- A row is one id that is both a member and a product user.
-- Reads: in_activities, in_conversions, in_memberships
SELECT DISTINCT id AS member_id, id AS user_id, CAST(NULL AS STRING) AS id_type_a, CAST(NULL AS STRING) AS id_a,
  CAST(NULL AS STRING) AS id_type_b,
  CAST(NULL AS STRING) AS id_b, CAST(NULL AS DOUBLE) AS confidence, CAST(NULL AS BIGINT) AS first_seen_us,
  CAST(NULL AS STRING) AS problem
FROM (
  SELECT member_id AS id FROM in_activities WHERE problem IS NULL
  UNION ALL SELECT user_id AS id FROM in_conversions WHERE problem IS NULL
  UNION ALL SELECT member_id AS id FROM in_memberships WHERE problem IS NULL
)
WHERE id IS NOT NULL
