-- A row is one group: its members, and how many of them are matched to a product user.
-- Reads: roster, members, groups
SELECT g.label AS group_id, count(*) AS members,
  CAST(sum(CASE WHEN m.matched THEN 1 ELSE 0 END) AS BIGINT) AS matched, min(r.basis) AS basis
FROM roster r JOIN members m ON m.member_no = r.member_no JOIN groups g ON g.group_no = r.group_no
GROUP BY g.label
