-- A row is one claim and one unit without the tactic: members at risk who were at home there after the tactic began
-- anywhere, and those of them who were at the same time in a group with it, while it ran there and the group was
-- open.
-- Reads: unit_stays, stays, group_units, groups, tactic_units, tactic_list, lift_parts, lift_bases, settings
WITH treated AS (
  SELECT p.claim_no, t.unit_no, min(t.start_day) AS start_day,
    max(coalesce(local_day(l.ends_at_us, s.zone), 9000000)) AS end_day
  FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no JOIN tactic_list l ON l.tactic_no = t.tactic_no
  CROSS JOIN settings s
  WHERE t.is_holdout = 0 GROUP BY p.claim_no, t.unit_no
),
inside AS (
  SELECT t.claim_no, y.person_no, greatest(t.start_day, local_day(y.joined_us, s.zone)) AS from_day,
    least(t.end_day, local_day(least(y.left_us, coalesce(g.closed_at_us, 9000000000000000000), s.as_of_us) - 1,
      s.zone)) AS to_day
  FROM stays y JOIN group_units u ON u.group_no = y.group_no JOIN treated t ON t.unit_no = u.unit_no
  JOIN groups g ON g.group_no = y.group_no CROSS JOIN settings s
),
home AS (
  SELECT b.claim_no, h.unit_no, h.person_no, greatest(b.base_day, local_day(h.joined_us, s.zone)) AS from_day,
    local_day(h.left_us - 1, s.zone) AS to_day
  FROM unit_stays h JOIN lift_bases b ON h.joined_day < b.base_day CROSS JOIN settings s
),
at_home AS (
  SELECT h.* FROM home h LEFT JOIN treated t ON t.claim_no = h.claim_no AND t.unit_no = h.unit_no
  WHERE t.unit_no IS NULL AND h.to_day >= h.from_day
)
SELECT h.claim_no, h.unit_no, count(DISTINCT h.person_no) AS of_people, count(DISTINCT i.person_no) AS people
FROM at_home h LEFT JOIN inside i ON i.claim_no = h.claim_no AND i.person_no = h.person_no AND i.to_day >= i.from_day
  AND i.from_day <= h.to_day AND i.to_day >= h.from_day
GROUP BY h.claim_no, h.unit_no
