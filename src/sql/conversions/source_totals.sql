-- A row is one goal and what the source itself holds for the reported period, counted independently of any path.
-- Reads: conversion_rows, goals, settings
SELECT g.goal_no, count(*) AS conversions,
  sum(CAST(CASE WHEN g.has_value THEN c.value_minor END AS DECIMAL(38, 0))) AS value_minor
FROM conversion_rows c JOIN goals g ON int_div(c.goal_mask, g.bit) % 2 = 1 CROSS JOIN settings s
WHERE c.ts_us >= s.from_us AND c.ts_us < s.to_us
GROUP BY g.goal_no
