-- A row is one group and week with messages in it: kinds that are talk (unknown kinds count as talk), bots left out.
-- Reads: activities, talk_kinds, settings
WITH days AS (
  SELECT a.group_no, a.member_no, local_day(a.ts_us, s.zone) AS day_no, s.week_shift
  FROM activities a JOIN talk_kinds t ON t.kind_no = a.kind_no CROSS JOIN settings s
  WHERE a.is_machine = 0
)
SELECT group_no, day_no - (day_no + week_shift) % 7 AS week_day, count(*) AS messages,
  count(DISTINCT member_no) AS chatters
FROM days
GROUP BY group_no, day_no - (day_no + week_shift) % 7
