-- A row is one member observed in one group and when it was first observed: stands in for a roster if no memberships
-- are known.
-- Reads: member_activities
SELECT group_no, member_no, min(ts_us) AS joined_us
FROM member_activities
GROUP BY group_no, member_no
