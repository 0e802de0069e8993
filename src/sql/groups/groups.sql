-- A row is one group that any table mentions; group_no follows the bytes of the id.
-- Reads: activity_labels, in_groups, in_memberships, in_codes, in_tactic_groups, in_group_lineage, kol_list
WITH seen AS (
  SELECT group_id FROM activity_labels
  UNION SELECT group_id FROM in_groups WHERE problem IS NULL
  UNION SELECT group_id FROM in_memberships WHERE problem IS NULL
  UNION SELECT group_id FROM in_codes WHERE problem IS NULL
  UNION SELECT group_id FROM in_tactic_groups WHERE problem IS NULL
  UNION SELECT from_group FROM in_group_lineage WHERE problem IS NULL
  UNION SELECT to_group FROM in_group_lineage WHERE problem IS NULL
),
described AS (
  SELECT g.*, row_number() OVER (PARTITION BY g.group_id
    ORDER BY g.file_no DESC, g.name DESC NULLS LAST, g.type DESC NULLS LAST, g.kol_id DESC NULLS LAST,
    g.matrix DESC NULLS LAST, g.platform DESC NULLS LAST, g.owner_id DESC NULLS LAST) AS choice
  FROM in_groups g WHERE g.problem IS NULL
)
SELECT s.group_id, CAST(row_number() OVER (ORDER BY s.group_id) AS BIGINT) AS group_no, d.name, d.type, d.platform,
  d.matrix, d.owner_id, k.kol_no,
  CASE WHEN strip_left(s.group_id, chr(92)) IN ('(unattributed)', '(none)', '(any)') THEN chr(92) || s.group_id
    ELSE s.group_id END AS label
FROM seen s
LEFT JOIN described d ON d.group_id = s.group_id AND d.choice = 1
LEFT JOIN kol_list k ON k.kol_id = d.kol_id
WHERE s.group_id IS NOT NULL
