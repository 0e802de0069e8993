-- A row is one tactic and one unit with members at risk: people who had come home to it before the tactic was anywhere.
-- Reads: unit_joins, lift_bases, group_units, groups
WITH described AS (
  SELECT u.unit_no, min(u.type) AS type FROM group_units u GROUP BY u.unit_no
)
SELECT b.tactic_no, j.unit_no, min(g.label) AS unit_id, min(d.type) AS type, CAST(sum(j.people) AS BIGINT) AS members
FROM lift_bases b JOIN unit_joins j ON j.joined_day < b.base_day
JOIN groups g ON g.group_no = j.unit_no JOIN described d ON d.unit_no = j.unit_no
GROUP BY b.tactic_no, j.unit_no
