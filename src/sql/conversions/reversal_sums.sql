-- A row is one reversed conversion: how much was reversed up to as_of, and whether all of it was.
-- Reads: reversal_rows
SELECT conversion_id, CAST(sum(coalesce(value_minor, 0)) AS BIGINT) AS reversed_minor,
  max(CASE WHEN value_minor IS NULL THEN 1 ELSE 0 END) AS is_whole
FROM reversal_rows
GROUP BY conversion_id
