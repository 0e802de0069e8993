-- A row is one id that takes part in a link; node_no follows the bytes of the key.
-- Reads: identity_edges
SELECT key AS node_key, CAST(row_number() OVER (ORDER BY key) AS BIGINT) AS node_no
FROM (SELECT key_a AS key FROM identity_edges UNION SELECT key_b AS key FROM identity_edges)
