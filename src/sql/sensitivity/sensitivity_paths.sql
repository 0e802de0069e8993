-- A row is one path of the sensitivity grid: like the stage paths for the ledger.
-- Reads: sensitivity_pairs
SELECT conversion_no, count(*) AS path_length, CAST(sum(touches) AS BIGINT) AS path_touches,
  max(touch_us) AS last_touch_us, max(weight) AS largest_weight
FROM sensitivity_pairs
GROUP BY conversion_no
