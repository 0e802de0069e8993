-- A row is one goal: how many conversions match it, in how many currencies, how many without a value.
-- Reads: goals, in_conversions
SELECT g.goal_no, count(c.goal_mask) AS conversions, count(DISTINCT c.currency) AS currencies, min(c.currency) AS one_currency, max(c.currency) AS other_currency,
  CAST(coalesce(sum(CASE WHEN c.goal_mask IS NOT NULL AND c.value_minor IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS without_value
FROM goals g LEFT JOIN (SELECT * FROM in_conversions WHERE problem IS NULL) c ON int_div(c.goal_mask, g.bit) % 2 = 1
GROUP BY g.goal_no
