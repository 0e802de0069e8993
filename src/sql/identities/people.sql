-- A row is one person: a connected component of ids; the key is its smallest id by bytes.
-- A component that cannot be one person is quarantined: too many users, too many members (also 20 or more that are a
-- larger share of all than settings.max_share), or a user with an implausible share of the conversions.
-- Reads: identity_labels, identity_nodes, implausible_users, in_exclusions, settings
WITH ids AS (
  SELECT l.label AS person_no, n.node_key, CASE WHEN substr(n.node_key, 1, 5) = 'user:' THEN 1 ELSE 0 END AS is_user,
    CASE WHEN substr(n.node_key, 1, 7) = 'member:' THEN 1 ELSE 0 END AS is_member,
    CASE WHEN u.user_key IS NULL THEN 0 ELSE 1 END AS is_implausible,
    CASE WHEN x.excluded_key IS NULL THEN 0 ELSE 1 END AS is_excluded
  FROM identity_labels l
  JOIN identity_nodes n ON n.node_no = l.node_no
  LEFT JOIN (SELECT 'user:' || user_id AS user_key FROM implausible_users) u ON u.user_key = n.node_key
  LEFT JOIN (SELECT DISTINCT id_type || ':' || id AS excluded_key FROM in_exclusions WHERE problem IS NULL) x
    ON x.excluded_key = n.node_key
),
sums AS (
  SELECT person_no, min(node_key) AS person_key, CAST(sum(is_user) AS BIGINT) AS users,
    CAST(sum(is_member) AS BIGINT) AS members,
    max(is_implausible) AS is_implausible, max(is_excluded) AS is_excluded
  FROM ids GROUP BY person_no
),
totals AS (
  SELECT CAST(sum(members) AS DOUBLE) AS members FROM sums
),
judged AS (
  SELECT p.*, CASE WHEN p.users > s.max_users THEN 'users'
    WHEN p.members > s.max_members OR (p.members >= 20 AND p.members > s.max_share * t.members) THEN 'members'
    WHEN p.is_implausible = 1 THEN 'conversions' END AS quarantine_reason
  FROM sums p CROSS JOIN totals t CROSS JOIN settings s
)
SELECT person_no, person_key, users, members, quarantine_reason, quarantine_reason IS NOT NULL AS quarantined,
  is_excluded = 1 AS excluded,
  hash_no(person_key) % 100 AS bucket
FROM judged
