-- A row is one activity that reaches everybody present; post_no follows (time, id).
-- Reads: activities, reach_rules, settings
SELECT a.ts_us, a.ts_us + a.coarse_us AS last_us, a.activity_id, a.group_no, a.tactic_no, a.kol_no, a.kind_no,
  a.person_no AS poster_no,
  local_day(a.ts_us, s.zone) AS day_no,
  CAST(row_number() OVER (ORDER BY a.ts_us, a.activity_id, a.group_no) AS BIGINT) AS post_no
FROM activities a
JOIN (SELECT DISTINCT kind_no FROM reach_rules WHERE reach = 'audience') k ON k.kind_no = a.kind_no
CROSS JOIN settings s
