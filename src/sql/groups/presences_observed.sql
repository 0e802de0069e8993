-- A row is one person (or member without a known person) and its stay in one group, from the first activity on:
-- without a memberships table nobody is seen to leave.
-- Reads: roster, members
SELECT coalesce(m.person_no, -m.member_no) AS home_key, r.group_no, min(r.joined_us) AS joined_us,
  CAST(9000000000000000000 AS BIGINT) AS left_us
FROM roster r JOIN members m ON m.member_no = r.member_no
GROUP BY coalesce(m.person_no, -m.member_no), r.group_no
