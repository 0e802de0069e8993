-- A row is one person (or member without a known person) who wrote in one group in the last 28 days of the period.
-- Reads: activities, talk_kinds, members, recent_days
SELECT DISTINCT coalesce(m.person_no, -m.member_no) AS home_key, a.group_no
FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no JOIN members m ON m.member_no = a.member_no
CROSS JOIN recent_days d
WHERE a.is_machine = 0 AND a.ts_us >= d.start_us AND a.ts_us < d.end_us
