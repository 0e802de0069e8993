-- A row is one kind that counts as a touch for one goal: how it reaches people, how far back, how much it weighs.
-- Reads: touch_rules, kinds, goals
SELECT g.goal_no, k.kind_no, r.reach, least(g.window_us, coalesce(r.window_us, g.window_us)) AS window_us, r.weight
FROM touch_rules r JOIN kinds k ON k.kind = r.kind CROSS JOIN goals g
