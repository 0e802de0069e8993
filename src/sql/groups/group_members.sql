-- A row is one group whose members can be known, the people who were in it at any time in the reported period, and
-- those of them who had it as their home then.
-- Reads: groups, roster, presences, home_stays, settings
WITH known AS (
  SELECT group_no, min(basis) AS basis FROM roster GROUP BY group_no
),
present AS (
  SELECT p.group_no, count(*) AS members
  FROM presences p CROSS JOIN settings s
  WHERE p.joined_us < s.to_us AND p.left_us > s.from_us AND p.previous_left_us <= s.from_us GROUP BY p.group_no
),
at_home AS (
  SELECT h.group_no, count(DISTINCT h.home_key) AS members
  FROM home_stays h CROSS JOIN settings s
  WHERE h.joined_us < s.to_us AND h.left_us > s.from_us GROUP BY h.group_no
)
SELECT g.label AS group_id, coalesce(p.members, 0) AS members, coalesce(h.members, 0) AS home_members, k.basis
FROM known k JOIN groups g ON g.group_no = k.group_no
LEFT JOIN present p ON p.group_no = k.group_no
LEFT JOIN at_home h ON h.group_no = k.group_no
