-- A row is one person (or member without a known person) and its stay in one group, from the first activity on:
-- without a memberships table nobody is seen to leave. Only people with several member ids are seen in a group more
-- than once.
-- Reads: roster, members
WITH several AS (
  SELECT person_no FROM members WHERE person_no IS NOT NULL GROUP BY person_no HAVING count(*) > 1
),
seen AS (
  SELECT coalesce(m.person_no, -m.member_no) AS home_key, v.person_no AS several_no, r.group_no, r.joined_us
  FROM roster r JOIN members m ON m.member_no = r.member_no LEFT JOIN several v ON v.person_no = m.person_no
),
merged AS (
  SELECT home_key, group_no, joined_us FROM seen WHERE several_no IS NULL
  UNION ALL
  SELECT home_key, group_no, min(joined_us) FROM seen WHERE several_no IS NOT NULL GROUP BY home_key, group_no
)
SELECT home_key, group_no, joined_us, CAST(9000000000000000000 AS BIGINT) AS left_us,
  CAST(-9000000000000000000 AS BIGINT) AS previous_left_us
FROM merged
