-- A row is one reported conversion whose paths are followed under other windows and rules: all conversions of a goal,
-- or a sample by the hash of their ids, such that their touches in the largest window are about 1.5 million.
-- Reads: conversions, goals, paths, previous_conversions, sensitivity_cells
WITH volumes AS (
  SELECT c.goal_no, CAST(sum(p.path_touches) AS DOUBLE) AS touches
  FROM conversions c JOIN paths p ON p.conversion_no = c.conversion_no
  GROUP BY c.goal_no
),
widest AS (
  SELECT CAST(max(window_us) AS DOUBLE) AS width_us FROM sensitivity_cells
),
shares AS (
  SELECT g.goal_no, 15e5 / nullif(coalesce(v.touches, 0e0) * greatest(1e0, w.width_us / g.window_us),
    0e0) AS share_read
  FROM goals g CROSS JOIN widest w LEFT JOIN volumes v ON v.goal_no = g.goal_no
)
SELECT c.conversion_no, c.goal_no, c.path_person_no AS person_no, c.ts_us AS at_us,
  coalesce(p.previous_us, -9000000000000000000) AS after_us
FROM conversions c
JOIN shares s ON s.goal_no = c.goal_no
LEFT JOIN previous_conversions p ON p.conversion_no = c.conversion_no
WHERE c.is_reported = 1 AND c.random_no < coalesce(s.share_read, 1e0) * 4294967296e0
