-- A row is one conversion in one placebo test: the window before it is compared with the side that the test names.
-- Kind: view
-- Reads: placebo_conversions
SELECT conversion_no, goal_no, bucket, 'after_window' AS test, 'after' AS side FROM placebo_conversions
WHERE is_paired = 1
UNION ALL
SELECT conversion_no, goal_no, bucket, 'shifted_window', 'shifted' FROM placebo_conversions WHERE is_shifted = 1
UNION ALL
SELECT conversion_no, goal_no, bucket, 'random_date', 'random' FROM placebo_conversions WHERE is_random = 1
