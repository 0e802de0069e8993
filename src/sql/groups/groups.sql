-- A row is one group that any table mentions; group_no follows the bytes of the id. If several files describe a group,
-- each column is that of the last file that fills it, so that a list without a column erases nothing.
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
filled AS (
  SELECT g.*, max(CASE WHEN name IS NOT NULL THEN file_no END) OVER of_group AS name_file,
    max(CASE WHEN type IS NOT NULL THEN file_no END) OVER of_group AS type_file,
    max(CASE WHEN platform IS NOT NULL THEN file_no END) OVER of_group AS platform_file,
    max(CASE WHEN matrix IS NOT NULL THEN file_no END) OVER of_group AS matrix_file,
    max(CASE WHEN owner_id IS NOT NULL THEN file_no END) OVER of_group AS owner_file,
    max(CASE WHEN kol_id IS NOT NULL THEN file_no END) OVER of_group AS kol_file,
    max(CASE WHEN closed_at_us IS NOT NULL THEN file_no END) OVER of_group AS closed_file
  FROM in_groups g WHERE g.problem IS NULL
  WINDOW of_group AS (PARTITION BY group_id)
),
described AS (
  SELECT group_id, max(CASE WHEN file_no = name_file THEN name END) AS name,
    max(CASE WHEN file_no = type_file THEN type END) AS type,
    max(CASE WHEN file_no = platform_file THEN platform END) AS platform,
    max(CASE WHEN file_no = matrix_file THEN matrix END) AS matrix,
    max(CASE WHEN file_no = owner_file THEN owner_id END) AS owner_id,
    max(CASE WHEN file_no = kol_file THEN kol_id END) AS kol_id,
    max(CASE WHEN file_no = closed_file THEN closed_at_us END) AS closed_at_us
  FROM filled GROUP BY group_id
)
SELECT s.group_id, CAST(row_number() OVER (ORDER BY s.group_id) AS BIGINT) AS group_no, d.name, d.type, d.platform,
  d.matrix, d.owner_id, k.kol_no, d.closed_at_us,
  CASE WHEN strip_left(s.group_id, chr(92)) IN ('(unattributed)', '(none)', '(any)') THEN chr(92) || s.group_id
    ELSE s.group_id END AS label
FROM seen s
LEFT JOIN described d ON d.group_id = s.group_id
LEFT JOIN kol_list k ON k.kol_id = d.kol_id
WHERE s.group_id IS NOT NULL
