-- A row is one group whose members can be known, the people who were in it at any time in the reported period, and
-- those of them who had it as their home then.
-- Reads: match_counts, presence_marks, home_stays, settings
WITH present AS (
  SELECT group_no, count(*) AS members FROM presence_marks WHERE in_period = 1 GROUP BY group_no
),
at_home AS (
  SELECT h.group_no, count(DISTINCT h.home_key) AS members
  FROM home_stays h CROSS JOIN settings s
  WHERE h.joined_us < s.to_us AND h.left_us > s.from_us GROUP BY h.group_no
)
SELECT k.group_id, coalesce(p.members, 0) AS members, coalesce(h.members, 0) AS home_members, k.basis
FROM match_counts k
LEFT JOIN present p ON p.group_no = k.group_no
LEFT JOIN at_home h ON h.group_no = k.group_no
