-- A row is one claim and one unit with members at risk: people who had come home to it before the tactic was
-- anywhere. start_day is the period in which the unit got it; owner_id is who runs its groups (the first by name).
-- Reads: unit_joins, lift_bases, lift_parts, tactic_units, group_units, groups
WITH described AS (
  SELECT u.unit_no, min(u.type) AS type, min(g.owner_id) AS owner_id
  FROM group_units u JOIN groups g ON g.group_no = u.group_no GROUP BY u.unit_no
),
shares AS (
  SELECT p.claim_no, t.unit_no, min(t.is_holdout) AS is_holdout, min(t.start_day) AS start_day,
    min(t.assigned_day) AS assigned_day
  FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no GROUP BY p.claim_no, t.unit_no
),
at_risk AS (
  SELECT b.claim_no, j.unit_no, CAST(sum(j.people) AS BIGINT) AS members
  FROM lift_bases b JOIN unit_joins j ON j.joined_day < b.base_day GROUP BY b.claim_no, j.unit_no
)
SELECT a.claim_no, a.unit_no, g.label AS unit_id, d.type, d.owner_id, a.members, s.is_holdout, s.start_day,
  s.assigned_day
FROM at_risk a JOIN groups g ON g.group_no = a.unit_no JOIN described d ON d.unit_no = a.unit_no
LEFT JOIN shares s ON s.claim_no = a.claim_no AND s.unit_no = a.unit_no
