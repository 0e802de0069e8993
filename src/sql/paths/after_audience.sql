-- A row is one reported conversion and one group, tactic and KOL that posted to its person within the window after it.
-- Reads: conversions, goals, reach_rules, stays, heard_posts, bucket_offsets
SELECT c.conversion_no, p.group_no, p.tactic_no, p.kol_no
FROM (
  SELECT x.conversion_no, x.goal_no, x.path_person_no, x.ts_us AS at_us, g.window_us,
    int_div(x.ts_us, g.window_us) + o.bucket_offset AS bucket_no
  FROM conversions x JOIN goals g ON g.goal_no = x.goal_no JOIN bucket_offsets o ON o.goal_no = x.goal_no
  WHERE x.is_reported = 1 AND x.path_person_no IS NOT NULL AND o.bucket_offset <= 1
) c
JOIN stays s ON s.person_no = c.path_person_no
JOIN heard_posts p ON p.group_no = s.group_no AND p.width_us = c.window_us AND p.bucket_no = c.bucket_no
JOIN reach_rules r ON r.goal_no = c.goal_no AND r.kind_no = p.kind_no AND r.reach = 'audience'
WHERE p.ts_us > c.at_us AND p.ts_us <= c.at_us + r.window_us
  AND p.ts_us >= s.joined_us AND p.ts_us < s.left_us AND coalesce(p.poster_no, -1) <> c.path_person_no
GROUP BY c.conversion_no, p.group_no, p.tactic_no, p.kol_no
