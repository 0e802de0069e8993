-- A row is one person: a connected component of ids; the key is its smallest id by bytes.
-- Reads: identity_labels, identity_nodes, in_exclusions, settings
WITH ids AS (
  SELECT l.label AS person_no, n.node_key, CASE WHEN substr(n.node_key, 1, 5) = 'user:' THEN 1 ELSE 0 END AS is_user,
    CASE WHEN substr(n.node_key, 1, 7) = 'member:' THEN 1 ELSE 0 END AS is_member,
    CASE WHEN x.excluded_key IS NULL THEN 0 ELSE 1 END AS is_excluded
  FROM identity_labels l
  JOIN identity_nodes n ON n.node_no = l.node_no
  LEFT JOIN (SELECT DISTINCT id_type || ':' || id AS excluded_key FROM in_exclusions WHERE problem IS NULL) x ON x.excluded_key = n.node_key
)
SELECT i.person_no, min(i.node_key) AS person_key, CAST(sum(i.is_user) AS BIGINT) AS users, CAST(sum(i.is_member) AS BIGINT) AS members,
  sum(i.is_user) > min(s.max_users) AS quarantined, max(i.is_excluded) = 1 AS excluded,
  hash_no(min(i.node_key)) % 100 AS bucket
FROM ids i CROSS JOIN settings s
GROUP BY i.person_no
