-- A row is one conversion and the posts of one business day that its person was present for, of one group, tactic,
-- KOL and kind.
-- Reads: lookbacks, stays, heard_posts, reach_rules
SELECT b.conversion_no, max(p.post_no) AS last_post_no, p.group_no, p.tactic_no, p.kol_no, p.kind_no, p.day_no,
  count(*) AS touches, min(r.weight) AS weight
FROM lookbacks b
JOIN stays s ON s.person_no = b.person_no
JOIN heard_posts p ON p.group_no = s.group_no AND p.width_us = b.window_us AND p.bucket_no = b.bucket_no
JOIN reach_rules r ON r.goal_no = b.goal_no AND r.kind_no = p.kind_no AND r.reach = 'audience'
WHERE p.ts_us <= b.at_us AND p.last_us >= b.at_us - r.window_us AND p.ts_us > b.after_us
  AND p.ts_us >= s.joined_us AND p.ts_us < s.left_us AND coalesce(p.poster_no, -1) <> b.person_no
GROUP BY b.conversion_no, p.group_no, p.tactic_no, p.kol_no, p.kind_no, p.day_no
