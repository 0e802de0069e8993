-- A row is one reported conversion that a placebo test uses, at most 50,000 per goal by the hash of their ids: what
-- its person did around it in the same goal, and a random moment between the person's first and last touch.
-- Reads: conversions, goals, touch_bounds
WITH moments AS (
  SELECT DISTINCT goal_no, path_person_no, ts_us FROM conversions WHERE path_person_no IS NOT NULL
),
neighbours AS (
  SELECT goal_no, path_person_no, ts_us,
    coalesce(lag(ts_us) OVER (PARTITION BY goal_no, path_person_no ORDER BY ts_us),
      -4000000000000000000) AS previous_us,
    coalesce(lead(ts_us) OVER (PARTITION BY goal_no, path_person_no ORDER BY ts_us), 8000000000000000000) AS next_us
  FROM moments
),
observed AS (
  SELECT min(first_us) AS start_us, max(last_us) AS end_us FROM touch_bounds
),
placed AS (
  SELECT c.conversion_no, c.goal_no, c.conversion_id, c.path_person_no AS person_no, c.bucket, c.ts_us AS at_us,
    c.random_no, g.window_us,
    n.previous_us, n.next_us, o.start_us, o.end_us, greatest(b.first_us, o.start_us + g.window_us) AS active_us,
    b.last_us AS idle_us
  FROM conversions c
  JOIN goals g ON g.goal_no = c.goal_no
  JOIN neighbours n ON n.goal_no = c.goal_no AND n.path_person_no = c.path_person_no AND n.ts_us = c.ts_us
  CROSS JOIN observed o
  LEFT JOIN touch_bounds b ON b.person_no = c.path_person_no
  WHERE c.is_reported = 1 AND c.path_person_no IS NOT NULL
),
judged AS (
  SELECT placed.*,
    CASE WHEN at_us - window_us >= start_us AND at_us + window_us <= end_us
      AND greatest(previous_us, at_us - 2 * window_us) < least(next_us, at_us + 2 * window_us) - 2 * window_us THEN 1
      ELSE 0 END AS is_paired,
    CASE WHEN at_us - 2 * window_us >= start_us AND at_us <= end_us
      AND previous_us <= at_us - 3 * window_us AND next_us >= at_us + window_us THEN 1 ELSE 0 END AS is_shifted,
    CASE WHEN at_us >= active_us AND at_us <= idle_us
      AND previous_us <= at_us - 3 * window_us AND next_us >= at_us + window_us THEN 1 ELSE 0 END AS is_random
  FROM placed
),
numbered AS (
  SELECT judged.*, row_number() OVER (PARTITION BY goal_no ORDER BY random_no, conversion_id) AS pick_no
  FROM judged WHERE is_paired = 1 OR is_shifted = 1 OR is_random = 1
)
SELECT conversion_no, goal_no, person_no, bucket, at_us, window_us, previous_us, next_us, is_paired, is_shifted,
  is_random,
  CASE WHEN is_random = 1 THEN active_us + 1000000
    * int_div(random_no * int_div(idle_us - active_us, 1000000), 4294967296) END AS random_us
FROM numbered WHERE pick_no <= 50000
