-- A row is one claim and one unit without the tactic: members at risk who were in a group with it too while the
-- tactic was there.
-- Reads: unit_people, stays, group_units, tactic_units, lift_parts, lift_bases, settings
WITH treated AS (
  SELECT p.claim_no, t.unit_no, min(t.start_day) AS start_day FROM tactic_units t
  JOIN lift_parts p ON p.tactic_no = t.tactic_no
  WHERE t.is_holdout = 0 GROUP BY p.claim_no, t.unit_no
),
inside AS (
  SELECT DISTINCT t.claim_no, y.person_no
  FROM stays y JOIN group_units u ON u.group_no = y.group_no JOIN treated t ON t.unit_no = u.unit_no
  CROSS JOIN settings s
  WHERE local_day(least(y.left_us, s.as_of_us), s.zone) >= t.start_day
)
SELECT i.claim_no, p.unit_no, count(*) AS people
FROM inside i JOIN lift_bases b ON b.claim_no = i.claim_no
JOIN unit_people p ON p.person_no = i.person_no AND p.joined_day < b.base_day
LEFT JOIN treated t ON t.claim_no = i.claim_no AND t.unit_no = p.unit_no
WHERE t.unit_no IS NULL
GROUP BY i.claim_no, p.unit_no
