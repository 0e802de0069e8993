-- A row is one reversal, once: two equal rows in one file are two reversals, the same rows in an overlapping export
-- are not. One of 0 takes nothing back, and is left out.
-- Reads: in_reversals, settings
WITH known AS (
  SELECT r.conversion_id, r.ts_us, r.value_minor, r.reason,
    CASE WHEN s.reversals_parts THEN 0 ELSE r.file_no END AS export_no
  FROM in_reversals r CROSS JOIN settings s
  WHERE r.problem IS NULL AND r.ts_us <= s.as_of_us AND coalesce(r.value_minor, 1) <> 0
),
counted AS (
  SELECT known.*, row_number() OVER (PARTITION BY conversion_id, ts_us, value_minor, reason, export_no
    ORDER BY ts_us) AS occurrence FROM known
)
SELECT conversion_id, ts_us, value_minor, reason, occurrence
FROM counted
GROUP BY conversion_id, ts_us, value_minor, reason, occurrence
