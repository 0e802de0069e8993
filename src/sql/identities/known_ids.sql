-- A row is one id that can be looked up in a domain.
-- Reads: identity_nodes, in_conversions, conversion_rows, known_codes, activity_labels, in_groups, in_memberships, in_tactics, in_kols
WITH nodes AS (
  SELECT substr(node_key, 1, 5) AS head, node_key FROM identity_nodes
)
SELECT DISTINCT domain, id FROM (
  SELECT 'user' AS domain, substr(node_key, 6) AS id FROM nodes WHERE head = 'user:'
  UNION ALL SELECT 'any user', substr(node_key, 6) FROM nodes WHERE head = 'user:'
  UNION ALL SELECT 'any user', user_id FROM conversion_rows
  UNION ALL SELECT 'member', substr(node_key, 8) FROM nodes WHERE substr(node_key, 1, 7) = 'member:'
  UNION ALL SELECT 'any member', substr(node_key, 8) FROM nodes WHERE substr(node_key, 1, 7) = 'member:'
  UNION ALL SELECT 'any member', member_id FROM in_memberships WHERE problem IS NULL
  UNION ALL SELECT 'conversion', conversion_id FROM in_conversions WHERE problem IS NULL
  UNION ALL SELECT 'conversion', base_id FROM in_conversions WHERE problem IS NULL
  UNION ALL SELECT 'code', folded FROM known_codes
  UNION ALL SELECT 'active_group', group_id FROM activity_labels
  UNION ALL SELECT 'active_group', group_id FROM in_groups WHERE problem IS NULL
  UNION ALL SELECT 'group', group_id FROM activity_labels
  UNION ALL SELECT 'group', group_id FROM in_groups WHERE problem IS NULL
  UNION ALL SELECT 'group', group_id FROM in_memberships WHERE problem IS NULL
  UNION ALL SELECT 'listed_group', group_id FROM in_groups WHERE problem IS NULL
  UNION ALL SELECT 'tactic', tactic_id FROM in_tactics WHERE problem IS NULL
  UNION ALL SELECT 'kol', kol_id FROM in_kols WHERE problem IS NULL
)
WHERE id IS NOT NULL
