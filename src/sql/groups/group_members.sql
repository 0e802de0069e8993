-- A row is one group whose members can be known, the people who were in it at any time in the reported period, and
-- those of them whose home it was, in the end: nobody is at home in two groups, so that the groups of a matrix add up.
-- Reads: match_counts, presence_marks, home_stays, settings
WITH present AS (
  SELECT group_no, count(*) AS members FROM presence_marks WHERE in_period = 1 GROUP BY group_no
),
stays AS (
  SELECT h.group_no, row_number() OVER (PARTITION BY h.home_key ORDER BY h.joined_us DESC, h.group_no) AS newest
  FROM home_stays h CROSS JOIN settings s
  WHERE h.joined_us < s.to_us AND h.left_us > s.from_us
),
at_home AS (
  SELECT group_no, count(*) AS members FROM stays WHERE newest = 1 GROUP BY group_no
)
SELECT k.group_id, coalesce(p.members, 0) AS members, coalesce(h.members, 0) AS home_members, k.basis
FROM match_counts k
LEFT JOIN present p ON p.group_no = k.group_no
LEFT JOIN at_home h ON h.group_no = k.group_no
