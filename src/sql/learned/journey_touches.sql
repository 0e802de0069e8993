-- A row is one touch, day of posts or code of an observed person, once for every goal that it counts for.
-- Kind: view
-- Reads: activities, reach_rules, observed_people, journey_posts, posts, code_touches, conversions, settings
SELECT r.goal_no, a.person_no, o.bucket, a.ts_us, a.ts_us + a.coarse_us AS last_us, r.window_us, 0 AS rank_no,
  a.activity_id, a.group_no, a.tactic_no, a.kol_no, a.kind_no
FROM activities a
JOIN observed_people o ON o.person_no = a.person_no
JOIN reach_rules r ON r.kind_no = a.kind_no AND r.reach = 'actor'
UNION ALL
SELECT h.goal_no, h.person_no, h.bucket, p.ts_us, p.last_us, h.window_us, 0 AS rank_no, p.activity_id, h.group_no,
  h.tactic_no, h.kol_no, h.kind_no
FROM journey_posts h JOIN posts p ON p.post_no = h.last_post_no
UNION ALL
SELECT c.goal_no, coalesce(c.path_person_no, -c.conversion_no) AS person_no, c.bucket, c.ts_us, c.ts_us AS last_us,
  CAST(0 AS BIGINT) AS window_us, 1 AS rank_no,
  k.activity_id, k.group_no, k.tactic_no, k.kol_no, k.kind_no
FROM code_touches k JOIN conversions c ON c.conversion_no = k.conversion_no CROSS JOIN settings s
WHERE s.code_mode <> 'ignore'
