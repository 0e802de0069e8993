-- A row is one unbroken stay of one person (or member without a known person) in one group: overlapping memberships
-- of all the person's member ids are merged. Rows of one member, group and joined_at are one stay: where one of them
-- says when it ended, an empty end in another is just older.
-- home_key is the person, or less than 0 for a member without one.
-- Reads: in_memberships, members, groups, settings
WITH told AS (
  SELECT group_id, member_id, joined_at_us, max(left_at_us) AS left_at_us FROM in_memberships
  WHERE problem IS NULL GROUP BY group_id, member_id, joined_at_us
),
single AS (
  SELECT coalesce(m.person_no, -m.member_no) AS home_key, CASE WHEN m.excluded THEN 1 ELSE 0 END AS is_excluded,
    g.group_no, x.joined_at_us AS start_us, coalesce(x.left_at_us, 9000000000000000000) AS end_us
  FROM told x JOIN members m ON m.member_id = x.member_id JOIN groups g ON g.group_id = x.group_id
  CROSS JOIN settings s
  WHERE x.joined_at_us <= s.as_of_us AND coalesce(x.left_at_us, 9000000000000000000) > x.joined_at_us
),
reached AS (
  SELECT single.*, max(end_us) OVER (PARTITION BY home_key, group_no
    ORDER BY start_us, end_us ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_us
  FROM single
),
numbered AS (
  SELECT reached.*, sum(CASE WHEN before_us IS NULL OR start_us > before_us THEN 1 ELSE 0 END)
    OVER (PARTITION BY home_key, group_no
      ORDER BY start_us, end_us ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stay_no
  FROM reached
)
SELECT home_key, group_no, max(is_excluded) AS is_excluded, min(start_us) AS joined_us, max(end_us) AS left_us
FROM numbered GROUP BY home_key, group_no, stay_no
