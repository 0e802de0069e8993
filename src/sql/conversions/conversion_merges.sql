-- A row is one conversion id with several rows: how they differ, what they are worth, what is kept, and why they may
-- be refused.
-- refusal: strangers (different users or goals), lines (rows to be added up differ in currency or goals), differ
-- (nothing says which version is current),
-- equal (equal rows with money in one file), NULL: they are accepted.
-- Reads: conversion_versions
WITH counted AS (
  SELECT conversion_id, min(on_conflict) AS on_conflict, count(*) AS row_count,
    count(DISTINCT content_no) AS versions,
    count(DISTINCT user_id) AS users, count(DISTINCT goal) AS goals, count(DISTINCT goal_mask) AS masks,
    count(DISTINCT CASE WHEN is_landed = 1 THEN goal_mask END) AS landed_masks,
    count(DISTINCT currency) AS currencies, count(DISTINCT code) AS codes,
    max(id_undated) AS undated, count(DISTINCT CASE WHEN place = 1 THEN content_no END) AS standing,
    max(CASE WHEN place = 1 AND value_minor > 0 THEN twins ELSE 1 END) AS twins, min(currency) AS currency,
    CAST(sum(value_minor) AS BIGINT) AS rows_minor,
    max(CASE WHEN choice = 1 AND is_landed = 1 THEN value_minor END) AS chosen_minor,
    CAST(sum(CASE WHEN is_landed = 1 THEN value_minor END) AS BIGINT) AS summed_minor
  FROM conversion_versions GROUP BY conversion_id
)
SELECT conversion_id, on_conflict, row_count, versions, codes, currency, rows_minor,
  CASE WHEN on_conflict = 'sum' THEN summed_minor ELSE chosen_minor END AS value_minor,
  CASE WHEN (users > 1 OR (goals > 1 AND masks > 1)) AND NOT (on_conflict = 'latest' AND undated = 0) THEN 'strangers'
       WHEN on_conflict = 'sum' AND (currencies > 1 OR landed_masks > 1) THEN 'lines'
       WHEN on_conflict = 'sum' THEN NULL
       WHEN on_conflict = 'error' AND versions > 1 THEN 'differ'
       WHEN standing > 1 THEN 'differ'
       WHEN on_conflict IN ('newest', 'error') AND twins > 1 THEN 'equal' END AS refusal
FROM counted
