-- A row is one person (or member without a known person) and its home since a moment: initially the group joined
-- first.
-- Reads: homes
SELECT coalesce(person_no, -lone_member_no) AS home_key, person_no, group_no, joined_us AS since_us, 1 AS home_no,
  true AS moved
FROM homes
