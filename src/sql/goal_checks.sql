-- A row is one goal: how many conversions match it, in how many currencies, how many without a value.
-- Reads: goals, conversion_rows
SELECT g.goal_no, count(c.conversion_id) AS conversions, count(DISTINCT c.currency) AS currencies, min(c.currency) AS one_currency, max(c.currency) AS other_currency,
  CAST(coalesce(sum(CASE WHEN c.value_minor IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS without_value
FROM goals g LEFT JOIN conversion_rows c ON int_div(c.goal_mask, g.bit) % 2 = 1
GROUP BY g.goal_no
