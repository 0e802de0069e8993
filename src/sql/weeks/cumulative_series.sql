-- A row is one goal with value: users with 5 or more conversions of it, and those whose value never falls and mostly
-- rises, with their steps.
-- Single results do not behave like that: such values are running totals, read as single results.
-- Reads: conversions, goals
WITH many AS (
  SELECT goal_no, user_id FROM conversions WHERE value_minor IS NOT NULL
  GROUP BY goal_no, user_id HAVING count(*) >= 5
),
steps AS (
  SELECT c.goal_no, c.user_id, c.value_minor
    - lag(c.value_minor) OVER (PARTITION BY c.goal_no, c.user_id ORDER BY c.ts_us, c.conversion_no) AS step
  FROM conversions c JOIN many m ON m.goal_no = c.goal_no AND m.user_id = c.user_id
),
series AS (
  SELECT goal_no, count(step) AS steps,
    CASE WHEN min(step) >= 0 AND 2 * sum(CASE WHEN step > 0 THEN 1 ELSE 0 END) >= count(step) THEN 1
      ELSE 0 END AS is_rising
  FROM steps GROUP BY goal_no, user_id
)
SELECT g.goal, count(*) AS users, CAST(sum(x.is_rising) AS BIGINT) AS rising,
  CAST(sum(x.is_rising * x.steps) AS BIGINT) AS rising_steps
FROM series x JOIN goals g ON g.goal_no = x.goal_no
GROUP BY g.goal
