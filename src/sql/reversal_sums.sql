-- A row is one reversed conversion: how much came back up to as_of, and whether all of it did.
-- Reads: in_reversals, settings
SELECT r.conversion_id, CAST(sum(coalesce(r.value_minor, 0)) AS BIGINT) AS reversed_minor,
  max(CASE WHEN r.value_minor IS NULL THEN 1 ELSE 0 END) AS is_whole
FROM (SELECT DISTINCT conversion_id, ts_us, value_minor, reason FROM in_reversals WHERE problem IS NULL) r CROSS JOIN settings s
WHERE r.ts_us <= s.as_of_us
GROUP BY r.conversion_id
