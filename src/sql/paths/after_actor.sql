-- A row is one reported conversion and one touch of its person within the window after it; for a heavy person one
-- group, tactic and KOL.
-- Reads: touches, conversions, goals, reach_rules, bucket_offsets, heavy_people
WITH ahead AS (
  SELECT x.conversion_no, x.goal_no, x.path_person_no, x.ts_us AS at_us, g.window_us,
    int_div(x.ts_us, g.window_us) + o.bucket_offset AS bucket_no,
    coalesce(h.bundle_days, 0) AS bundle_days
  FROM conversions x JOIN goals g ON g.goal_no = x.goal_no JOIN bucket_offsets o ON o.goal_no = x.goal_no
  LEFT JOIN heavy_people h ON h.person_no = x.path_person_no
  WHERE x.is_reported = 1 AND x.path_person_no IS NOT NULL AND o.bucket_offset <= 1
)
SELECT c.conversion_no, t.group_no, t.tactic_no, t.kol_no
FROM touches t
JOIN ahead c ON c.path_person_no = t.person_no AND c.window_us = t.width_us AND c.bucket_no = t.bucket_no
JOIN reach_rules r ON r.goal_no = c.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
WHERE c.bundle_days = 0 AND t.ts_us > c.at_us AND t.ts_us <= c.at_us + r.window_us
UNION ALL
SELECT DISTINCT c.conversion_no, t.group_no, t.tactic_no, t.kol_no
FROM touches t
JOIN ahead c ON c.path_person_no = t.person_no AND c.window_us = t.width_us AND c.bucket_no = t.bucket_no
JOIN reach_rules r ON r.goal_no = c.goal_no AND r.kind_no = t.kind_no AND r.reach = 'actor'
WHERE c.bundle_days > 0 AND t.ts_us > c.at_us AND t.ts_us <= c.at_us + r.window_us
