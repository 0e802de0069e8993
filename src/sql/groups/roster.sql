-- A row is one member of one group and since when; without a memberships table: since the first observed post.
-- Reads: in_memberships, members, groups, settings
SELECT g.group_no, m.member_no, min(x.joined_at_us) AS joined_us
FROM in_memberships x JOIN members m ON m.member_id = x.member_id JOIN groups g ON g.group_id = x.group_id
CROSS JOIN settings s
WHERE x.problem IS NULL AND x.joined_at_us <= s.as_of_us AND NOT m.excluded
GROUP BY g.group_no, m.member_no
