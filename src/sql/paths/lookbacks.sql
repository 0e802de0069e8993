-- A row is one reported conversion with a path person, in one of the time buckets its window may touch; the bucket is
-- as wide as the window.
-- bundle_days says how many days of a heavy person form a bundle; 0: none.
-- Reads: conversions, goals, previous_conversions, heavy_people, bucket_offsets
SELECT c.conversion_no, c.goal_no, c.path_person_no AS person_no, c.ts_us AS at_us, g.window_us,
  coalesce(p.previous_us, -9000000000000000000) AS after_us,
  int_div(c.ts_us, g.window_us) - o.bucket_offset AS bucket_no,
  coalesce(h.bundle_days, 0) AS bundle_days
FROM conversions c
JOIN goals g ON g.goal_no = c.goal_no
LEFT JOIN previous_conversions p ON p.conversion_no = c.conversion_no
LEFT JOIN heavy_people h ON h.person_no = c.path_person_no
JOIN bucket_offsets o ON o.goal_no = c.goal_no
WHERE c.is_reported = 1 AND c.path_person_no IS NOT NULL
