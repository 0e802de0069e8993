-- A row is one group whose people moved on to another one (split, merged or migrated), and since when.
-- Reads: in_group_lineage, groups, settings
SELECT f.group_no AS from_no, t.group_no AS to_no, min(x.at_us) AS at_us
FROM in_group_lineage x JOIN groups f ON f.group_id = x.from_group JOIN groups t ON t.group_id = x.to_group
CROSS JOIN settings s
WHERE x.problem IS NULL AND x.at_us <= s.as_of_us AND f.group_no <> t.group_no
GROUP BY f.group_no, t.group_no
