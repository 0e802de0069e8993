-- A row is one person (or a member without a known person) and its home: the group joined first.
-- Reads: roster, members
WITH joined AS (
  SELECT m.person_no, CASE WHEN m.person_no IS NULL THEN m.member_no END AS lone_member_no,
    coalesce(m.person_no, -m.member_no) AS home_key, r.group_no, r.joined_us
  FROM roster r JOIN members m ON m.member_no = r.member_no
),
firsts AS (
  SELECT home_key, min(joined_us) AS first_us FROM joined GROUP BY home_key
)
SELECT j.person_no, j.lone_member_no, min(j.group_no) AS group_no, f.first_us AS joined_us
FROM joined j JOIN firsts f ON f.home_key = j.home_key AND f.first_us = j.joined_us
GROUP BY j.person_no, j.lone_member_no, f.first_us
