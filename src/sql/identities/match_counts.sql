-- A row is one group whose members can be known: how many there are, and how many of them are matched to a product
-- user.
-- Reads: roster, members, groups, settings
WITH counted AS (
  SELECT r.group_no, count(*) AS members, CAST(sum(CASE WHEN m.matched THEN 1 ELSE 0 END) AS BIGINT) AS matched
  FROM roster r JOIN members m ON m.member_no = r.member_no GROUP BY r.group_no
)
SELECT c.group_no, g.label AS group_id, c.members, c.matched, s.roster_basis AS basis
FROM counted c JOIN groups g ON g.group_no = c.group_no CROSS JOIN settings s
