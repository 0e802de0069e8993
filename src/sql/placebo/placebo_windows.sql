-- A row is one window of a placebo test, in one of the two time buckets it may touch: touches count from at + steps
-- windows to one window later, outside the windows of the person's other conversions (clear_from_us, clear_to_us; a
-- random date ignores all conversions).
-- Reads: placebo_conversions
WITH sides AS (
  SELECT conversion_no, goal_no, person_no, window_us, 'before' AS side, at_us, -1 AS steps,
    previous_us + window_us AS clear_from_us, next_us - window_us AS clear_to_us
  FROM placebo_conversions
  UNION ALL
  SELECT conversion_no, goal_no, person_no, window_us, 'after', at_us, 0, previous_us + window_us, next_us - window_us
  FROM placebo_conversions WHERE is_paired = 1
  UNION ALL
  SELECT conversion_no, goal_no, person_no, window_us, 'shifted', at_us, -2, previous_us + window_us,
    next_us - window_us
  FROM placebo_conversions WHERE is_shifted = 1
  UNION ALL
  SELECT conversion_no, goal_no, person_no, window_us, 'random', random_us, -1, -4000000000000000000,
    8000000000000000000
  FROM placebo_conversions WHERE is_random = 1
)
SELECT s.*, int_div(s.at_us, s.window_us) + s.steps + b.bucket_offset AS bucket_no
FROM sides s CROSS JOIN (SELECT 0 AS bucket_offset UNION ALL SELECT 1) b
