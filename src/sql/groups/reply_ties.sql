-- A row is one tie of a group in the last 90 days of the period: one person replied to at least one message of
-- another. Bots and excluded members are left out; a member without a known person counts as one.
-- Reads: in_activities, members, groups, recent_days, settings
WITH bounds AS (
  SELECT d.start_of_90_us AS start_us, d.end_us, s.as_of_us FROM recent_days d CROSS JOIN settings s
),
answers AS (
  SELECT DISTINCT r.group_id, r.member_id, r.reply_to
  FROM in_activities r CROSS JOIN bounds b
  WHERE r.problem IS NULL AND r.reply_to IS NOT NULL AND r.member_id IS NOT NULL
    AND coalesce(r.role, 'member') NOT IN ('bot', 'system')
    AND r.ts_us >= b.start_us AND r.ts_us < b.end_us AND coalesce(r.ingested_at_us, r.ts_us) <= b.as_of_us
),
said AS (
  SELECT a.group_id, a.activity_id, a.member_id
  FROM in_activities a SEMI JOIN answers r ON r.group_id = a.group_id AND r.reply_to = a.activity_id
  CROSS JOIN bounds b
  WHERE a.problem IS NULL AND a.member_id IS NOT NULL AND coalesce(a.role, 'member') NOT IN ('bot', 'system')
    AND a.ts_us <= b.as_of_us AND coalesce(a.ingested_at_us, a.ts_us) <= b.as_of_us
),
ties AS (
  SELECT r.group_id, coalesce(f.person_no, -f.member_no) AS from_no, coalesce(t.person_no, -t.member_no) AS to_no
  FROM answers r
  JOIN said s ON s.group_id = r.group_id AND s.activity_id = r.reply_to
  JOIN members f ON f.member_id = r.member_id
  JOIN members t ON t.member_id = s.member_id
  WHERE NOT f.excluded AND NOT t.excluded
)
SELECT DISTINCT g.group_no, ties.from_no, ties.to_no
FROM ties JOIN groups g ON g.group_id = ties.group_id
WHERE ties.from_no <> ties.to_no
