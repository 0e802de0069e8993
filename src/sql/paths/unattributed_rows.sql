-- A row is one reported conversion without an eligible touch, with the first reason that applies.
-- Reads: conversions, paths, touch_bounds
SELECT c.conversion_no,
  CASE WHEN c.barred IS NOT NULL THEN c.barred
       WHEN b.first_us <= c.ts_us THEN 'touch_before_window'
       WHEN b.last_us > c.ts_us THEN 'touch_only_after'
       ELSE 'no_touch' END AS reason
FROM conversions c
ANTI JOIN paths r ON r.conversion_no = c.conversion_no
LEFT JOIN touch_bounds b ON b.person_no = c.path_person_no
WHERE c.is_reported = 1
