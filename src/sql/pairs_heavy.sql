-- A row is one conversion of a heavy person and the touches of one business day with the same group, tactic, KOL and kind.
-- Reads: touches, lookbacks, reach_rules, settings
WITH pairs AS (
  SELECT b.conversion_no, t.ts_us, t.activity_id, t.group_no, t.tactic_no, t.kol_no, t.kind_no, r.weight, local_day(t.ts_us, s.zone) AS day_no
  FROM touches t
  JOIN lookbacks b ON b.person_no = t.person_no AND b.window_us = t.width_us AND b.bucket_no = t.bucket_no
  JOIN reach_rules r ON r.goal_no = b.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
  CROSS JOIN settings s
  WHERE b.is_heavy = 1 AND t.ts_us <= b.at_us AND t.last_us >= b.at_us - r.window_us AND t.ts_us > b.after_us
)
SELECT conversion_no, max(ts_us) AS touch_us, max_by(activity_id, struct_of(ts_us, activity_id)) AS activity_id,
  group_no, tactic_no, kol_no, kind_no, count(*) AS touches, min(weight) AS weight
FROM pairs
GROUP BY conversion_no, day_no, group_no, tactic_no, kol_no, kind_no
