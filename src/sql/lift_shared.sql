-- A row is one tactic and one unit without it: members at risk who are in a group with the tactic too.
-- Reads: unit_people, stays, group_units, tactic_units, lift_bases
WITH treated AS (
  SELECT tactic_no, unit_no FROM tactic_units WHERE is_holdout = 0
),
inside AS (
  SELECT DISTINCT t.tactic_no, y.person_no
  FROM stays y JOIN group_units u ON u.group_no = y.group_no JOIN treated t ON t.unit_no = u.unit_no
)
SELECT i.tactic_no, p.unit_no, count(*) AS people
FROM inside i JOIN lift_bases b ON b.tactic_no = i.tactic_no JOIN unit_people p ON p.person_no = i.person_no AND p.joined_day < b.base_day
LEFT JOIN treated t ON t.tactic_no = i.tactic_no AND t.unit_no = p.unit_no
WHERE t.unit_no IS NULL
GROUP BY i.tactic_no, p.unit_no
