-- A row is one reversal of one conversion, once. One of 0 takes nothing back, and is left out.
-- Reads: reversal_versions
SELECT conversion_id, ts_us, value_minor, reason, known_us,
  row_number() OVER (PARTITION BY conversion_id, ts_us, value_minor, reason
    ORDER BY reversal_id NULLS FIRST, occurrence) AS occurrence
FROM reversal_versions WHERE coalesce(value_minor, 1) <> 0
