-- A row is one conversion of a heavy person and the touches of one bundle of business days with the same group,
-- tactic, KOL and kind.
-- Reads: touches, heavy_people, lookbacks, reach_rules, settings
WITH bundles AS (
  SELECT b.conversion_no, b.person_no, max(t.ts_us) AS touch_us, t.group_no, t.tactic_no, t.kol_no, t.kind_no,
    count(*) AS touches, min(r.weight) AS weight
  FROM touches t
  JOIN lookbacks b ON b.person_no = t.person_no AND b.window_us = t.width_us AND b.bucket_no = t.bucket_no
  JOIN reach_rules r ON r.goal_no = b.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
  CROSS JOIN settings s
  WHERE b.bundle_days > 0 AND t.ts_us <= b.at_us AND t.last_us >= b.at_us - r.window_us AND t.ts_us > b.after_us
  GROUP BY b.conversion_no, b.person_no, int_div(local_day(t.ts_us, s.zone), b.bundle_days), t.group_no, t.tactic_no,
    t.kol_no, t.kind_no
),
named AS (
  SELECT t.person_no, t.ts_us, t.group_no, t.tactic_no, t.kol_no, t.kind_no, max(t.activity_id) AS activity_id
  FROM touches t JOIN heavy_people h ON h.person_no = t.person_no
  GROUP BY t.person_no, t.ts_us, t.group_no, t.tactic_no, t.kol_no, t.kind_no
)
SELECT b.conversion_no, b.touch_us, n.activity_id, b.group_no, b.tactic_no, b.kol_no, b.kind_no, b.touches, b.weight
FROM bundles b
JOIN named n ON n.person_no = b.person_no AND n.ts_us = b.touch_us AND n.group_no = b.group_no
  AND n.kind_no = b.kind_no
  AND coalesce(n.tactic_no, 0) = coalesce(b.tactic_no, 0) AND coalesce(n.kol_no, 0) = coalesce(b.kol_no, 0)
