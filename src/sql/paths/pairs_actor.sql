-- A row is one conversion and one touch of its own person inside the window.
-- Reads: touches, lookbacks, reach_rules
SELECT b.conversion_no, t.ts_us AS touch_us, t.activity_id, t.group_no, t.tactic_no, t.kol_no, t.kind_no,
  CAST(1 AS BIGINT) AS touches, r.weight
FROM touches t
JOIN lookbacks b ON b.person_no = t.person_no AND b.window_us = t.width_us AND b.bucket_no = t.bucket_no
JOIN reach_rules r ON r.goal_no = b.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
WHERE t.ts_us <= b.at_us AND t.last_us >= b.at_us - r.window_us AND t.ts_us > b.after_us AND b.bundle_days = 0
