-- A row is one conversion, one window of a placebo test and one group (NULL = none) that touched its person in it. A
-- touch at the very moment of
-- the conversion may be its own row and counts on neither side.
-- Reads: touches, placebo_windows, reach_rules, stays, heard_posts
WITH reached AS (
  SELECT w.conversion_no, w.side, w.at_us, w.steps, w.clear_from_us, w.clear_to_us, t.group_no, t.ts_us, t.last_us,
    r.window_us
  FROM touches t
  JOIN placebo_windows w ON w.person_no = t.person_no AND w.window_us = t.width_us AND w.bucket_no = t.bucket_no
  JOIN reach_rules r ON r.goal_no = w.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
  UNION ALL
  SELECT w.conversion_no, w.side, w.at_us, w.steps, w.clear_from_us, w.clear_to_us, p.group_no, p.ts_us, p.last_us,
    r.window_us
  FROM placebo_windows w
  JOIN stays s ON s.person_no = w.person_no
  JOIN heard_posts p ON p.group_no = s.group_no AND p.width_us = w.window_us AND p.bucket_no = w.bucket_no
  JOIN reach_rules r ON r.goal_no = w.goal_no AND r.kind_no = p.kind_no AND r.reach = 'audience'
  WHERE p.ts_us >= s.joined_us AND p.ts_us < s.left_us AND coalesce(p.poster_no, -1) <> w.person_no
)
SELECT DISTINCT conversion_no, side, group_no
FROM reached
WHERE ts_us >= at_us + steps * window_us AND last_us <= at_us + (steps + 1) * window_us
  AND CASE WHEN side = 'after' THEN ts_us > at_us ELSE last_us < at_us + (steps + 1) * window_us END
  AND ts_us > clear_from_us AND last_us < clear_to_us
