-- A row is one conversion and one touch, post or code in the largest window of any cell. reach_no: 1 actor, 2
-- audience, 3 code.
-- Reads: sensitivity_conversions, sensitivity_cells, activities, reach_rules, stays, posts, pairs
WITH widest AS (
  SELECT max(window_us) AS width_us FROM sensitivity_cells
),
spans AS (
  SELECT c.conversion_no, c.person_no, c.at_us, c.after_us, w.width_us,
    int_div(c.at_us, w.width_us) - o.bucket_offset AS bucket_no
  FROM sensitivity_conversions c CROSS JOIN widest w
  CROSS JOIN (SELECT 0 AS bucket_offset UNION ALL SELECT 1 UNION ALL SELECT 2) o
  WHERE c.person_no IS NOT NULL
),
acts AS (
  SELECT a.person_no, a.ts_us, a.ts_us + a.coarse_us AS last_us, a.activity_id, a.group_no, a.tactic_no, a.kol_no,
    a.kind_no, int_div(a.ts_us, w.width_us) AS bucket_no
  FROM activities a
  JOIN (SELECT DISTINCT kind_no FROM reach_rules WHERE reach = 'actor') k ON k.kind_no = a.kind_no
  CROSS JOIN widest w
  WHERE a.person_no IS NOT NULL
),
heard AS (
  SELECT p.*, int_div(p.ts_us, w.width_us) AS bucket_no FROM posts p CROSS JOIN widest w
)
SELECT s.conversion_no, s.at_us, a.ts_us, a.last_us, a.activity_id, a.group_no, a.tactic_no, a.kol_no, a.kind_no,
  CAST(NULL AS BIGINT) AS day_no,
  CAST(NULL AS BIGINT) AS post_no, 1 AS reach_no
FROM acts a JOIN spans s ON s.person_no = a.person_no AND s.bucket_no = a.bucket_no
WHERE a.ts_us <= s.at_us AND a.last_us >= s.at_us - s.width_us AND a.ts_us > s.after_us
UNION ALL
SELECT s.conversion_no, s.at_us, p.ts_us, p.last_us, p.activity_id, p.group_no, p.tactic_no, p.kol_no, p.kind_no,
  p.day_no, p.post_no, 2
FROM spans s
JOIN stays y ON y.person_no = s.person_no
JOIN heard p ON p.group_no = y.group_no AND p.bucket_no = s.bucket_no
WHERE p.ts_us <= s.at_us AND p.last_us >= s.at_us - s.width_us AND p.ts_us > s.after_us
  AND p.ts_us >= y.joined_us AND p.ts_us < y.left_us AND coalesce(p.poster_no, -1) <> s.person_no
UNION ALL
SELECT c.conversion_no, c.at_us, p.touch_us, p.touch_us, p.activity_id, p.group_no, p.tactic_no, p.kol_no, p.kind_no,
  NULL, NULL, 3
FROM sensitivity_conversions c JOIN pairs p ON p.conversion_no = c.conversion_no
WHERE p.reach_no = 3
