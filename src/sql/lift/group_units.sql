-- A row is one group and its unit in the panel: groups that were split, merged or migrated into each other are one
-- unit from beginning to end.
-- Reads: groups, lineage_labels
SELECT g.group_no, coalesce(l.unit_no, g.group_no) AS unit_no, g.type
FROM groups g LEFT JOIN lineage_labels l ON l.group_no = g.group_no
