-- A row is one product user with more paid conversions than one person can have: 100 or more, and a larger share of
-- all than settings.max_share, if there are 20 users or more. Most likely the id stands for many people.
-- Reads: conversion_rows, settings
WITH counted AS (
  SELECT user_id, count(*) AS conversions FROM conversion_rows WHERE user_id IS NOT NULL AND value_minor IS NOT NULL
  GROUP BY user_id
),
totals AS (
  SELECT CAST(sum(conversions) AS DOUBLE) AS conversions, count(*) AS users FROM counted
)
SELECT c.user_id, c.conversions
FROM counted c CROSS JOIN totals t CROSS JOIN settings s
WHERE c.conversions >= 100 AND t.users >= 20 AND c.conversions > s.max_share * t.conversions
