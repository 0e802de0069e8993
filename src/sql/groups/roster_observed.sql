-- A row is one member observed in one group and when it was first observed: stands in for a roster if no memberships
-- are known. Machines and excluded people are left out.
-- Reads: activities, members
SELECT a.group_no, a.member_no, min(a.ts_us) AS joined_us
FROM activities a ANTI JOIN (SELECT member_no FROM members WHERE excluded) x ON x.member_no = a.member_no
WHERE a.is_machine = 0 AND a.member_no IS NOT NULL
GROUP BY a.group_no, a.member_no
