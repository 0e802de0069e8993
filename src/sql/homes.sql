-- A row is one person (or a member without a known person) and its home: the group joined first.
-- Reads: roster, members
WITH first_joined AS (
  SELECT m.person_no, CASE WHEN m.person_no IS NULL THEN m.member_no END AS lone_member_no, r.group_no, min(r.joined_us) AS joined_us
  FROM roster r JOIN members m ON m.member_no = r.member_no
  GROUP BY m.person_no, CASE WHEN m.person_no IS NULL THEN m.member_no END, r.group_no
),
ranked AS (
  SELECT first_joined.*, row_number() OVER (PARTITION BY person_no, lone_member_no ORDER BY joined_us, group_no) AS choice FROM first_joined
)
SELECT person_no, lone_member_no, group_no, joined_us FROM ranked WHERE choice = 1
