-- A row is one claim and one unit without the tactic: members at risk who are in a group with it too.
-- Reads: unit_people, stays, group_units, tactic_units, lift_parts, lift_bases
WITH treated AS (
  SELECT DISTINCT p.claim_no, t.unit_no FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no WHERE t.is_holdout = 0
),
inside AS (
  SELECT DISTINCT t.claim_no, y.person_no
  FROM stays y JOIN group_units u ON u.group_no = y.group_no JOIN treated t ON t.unit_no = u.unit_no
)
SELECT i.claim_no, p.unit_no, count(*) AS people
FROM inside i JOIN lift_bases b ON b.claim_no = i.claim_no JOIN unit_people p ON p.person_no = i.person_no AND p.joined_day < b.base_day
LEFT JOIN treated t ON t.claim_no = i.claim_no AND t.unit_no = p.unit_no
WHERE t.unit_no IS NULL
GROUP BY i.claim_no, p.unit_no
