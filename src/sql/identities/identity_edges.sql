-- A row is one link between two ids, each written type:id.
-- Reads: in_identities, settings
WITH trusted AS (
  SELECT i.* FROM in_identities i CROSS JOIN settings s
  WHERE i.problem IS NULL AND coalesce(i.confidence, 1e0) >= s.min_confidence
    AND coalesce(i.first_seen_us, s.as_of_us) <= s.as_of_us
)
SELECT DISTINCT key_a, key_b
FROM (
  SELECT 'member:' || member_id AS key_a, 'user:' || user_id AS key_b FROM trusted
  WHERE member_id IS NOT NULL AND user_id IS NOT NULL
  UNION ALL
  SELECT id_type_a || ':' || id_a AS key_a, id_type_b || ':' || id_b AS key_b FROM trusted
  WHERE id_type_a IS NOT NULL AND id_a IS NOT NULL AND id_type_b IS NOT NULL AND id_b IS NOT NULL
)
