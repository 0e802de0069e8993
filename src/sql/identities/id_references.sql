-- A row is one id that a column names and another table should know, and how many rows name it; `domain` is where it
-- is looked up.
-- Reads: conversion_rows, members, in_memberships, reversal_rows, code_parts, activity_labels, in_groups, in_tactic_groups, in_codes, in_exclusions, in_kols
WITH named AS (
  SELECT 'conversions.user_id' AS reference, 'user' AS domain, user_id AS id FROM conversion_rows
  UNION ALL SELECT 'memberships.member_id', 'member', member_id FROM in_memberships WHERE problem IS NULL
  UNION ALL SELECT 'memberships.group_id', 'active_group', group_id FROM in_memberships WHERE problem IS NULL
  UNION ALL SELECT 'reversals.conversion_id', 'conversion', conversion_id FROM reversal_rows
  UNION ALL SELECT 'groups.kol_id', 'kol', kol_id FROM in_groups WHERE problem IS NULL
  UNION ALL SELECT 'tactic_groups.group_id', 'group', group_id FROM in_tactic_groups WHERE problem IS NULL
  UNION ALL SELECT 'tactic_groups.tactic_id', 'tactic', tactic_id FROM in_tactic_groups WHERE problem IS NULL
  UNION ALL SELECT 'codes.group_id', 'group', group_id FROM in_codes WHERE problem IS NULL
  UNION ALL SELECT 'codes.tactic_id', 'tactic', tactic_id FROM in_codes WHERE problem IS NULL
  UNION ALL SELECT 'codes.kol_id', 'kol', kol_id FROM in_codes WHERE problem IS NULL
  UNION ALL SELECT 'exclusions.id', 'any ' || id_type, id FROM in_exclusions
  WHERE problem IS NULL AND id_type IN ('member', 'user')
  UNION ALL SELECT 'kols.member_id', 'any member', member_id FROM in_kols WHERE problem IS NULL
  UNION ALL SELECT 'kols.user_id', 'any user', user_id FROM in_kols WHERE problem IS NULL
)
SELECT reference, domain, id, count(*) AS named FROM named WHERE id IS NOT NULL GROUP BY reference, domain, id
UNION ALL
SELECT 'members.member_id', 'member', member_id, CAST(1 AS BIGINT) FROM members
UNION ALL
SELECT 'activities.group_id', 'listed_group', group_id, CAST(1 AS BIGINT)
FROM (SELECT DISTINCT group_id FROM activity_labels)
UNION ALL
SELECT 'activities.tactic_id', 'tactic', tactic_id, CAST(1 AS BIGINT)
FROM (SELECT DISTINCT tactic_id FROM activity_labels WHERE tactic_id IS NOT NULL)
UNION ALL
SELECT 'conversions.code', 'code', lower(half_width(part)), CAST(sum(conversions) AS BIGINT) FROM code_parts
GROUP BY lower(half_width(part))
