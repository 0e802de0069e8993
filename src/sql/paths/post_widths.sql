-- A row is one kind of activity that reaches everybody present and one width of window of the goals that it counts for.
-- Reads: reach_rules, goals
SELECT DISTINCT r.kind_no, g.window_us FROM reach_rules r JOIN goals g ON g.goal_no = r.goal_no
WHERE r.reach = 'audience'
