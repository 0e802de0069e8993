-- A row is one activity of a member who may be listed as observed: not of a machine, nor of anybody excluded.
-- Kind: view
-- Reads: activities, members
SELECT a.group_no, a.member_no, a.ts_us
FROM activities a ANTI JOIN (SELECT member_no FROM members WHERE excluded) x ON x.member_no = a.member_no
WHERE a.is_machine = 0 AND a.member_no IS NOT NULL
