-- A row is one kind of activity that counts as an actor touch and one width of window of the goals that it counts for.
-- Reads: reach_rules, goals
-- A table of its own: otherwise Spark assumes it is large and joins all activities to it the wrong way round, in one
-- buffer.
SELECT DISTINCT r.kind_no, g.window_us FROM reach_rules r JOIN goals g ON g.goal_no = r.goal_no
WHERE r.reach = 'actor'
