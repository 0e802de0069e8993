-- A row is one goal: reported conversions with an eligible touch, and with a touch in the same window after them.
-- Reads: goals, conversions, paths, after_touches
SELECT g.goal_no, count(r.conversion_no) AS real_count, count(a.conversion_no) AS placebo_count
FROM goals g
LEFT JOIN conversions c ON c.goal_no = g.goal_no AND c.is_reported = 1
LEFT JOIN paths r ON r.conversion_no = c.conversion_no
LEFT JOIN (SELECT DISTINCT conversion_no FROM after_touches) a ON a.conversion_no = c.conversion_no
GROUP BY g.goal_no
