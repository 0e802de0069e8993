-- A row is one reversal as it names its conversion, once, as known at as_of.
-- With an id (reversal_id) the rows that arrived last count. Without one, two equal rows in one file are two reversals,
-- the same rows in an overlapping export are not.
-- is_unclear: several rows of one id arrived last, and nothing says which of them holds.
-- known_us: when it was known first, its arrival or else its time.
-- Reads: in_reversals, settings
WITH known AS (
  SELECT r.conversion_id, r.reversal_id, r.ts_us, r.value_minor, r.reason,
    greatest(r.ts_us, coalesce(r.ingested_at_us, r.ts_us)) AS known_us,
    CASE WHEN s.reversals_parts THEN 0 ELSE r.file_no END AS export_no,
    CASE WHEN r.reversal_id IS NULL THEN 1
      ELSE rank() OVER (PARTITION BY r.conversion_id, r.reversal_id ORDER BY r.ingested_at_us DESC NULLS LAST)
      END AS version
  FROM in_reversals r CROSS JOIN settings s
  WHERE r.problem IS NULL AND r.ts_us <= s.as_of_us AND coalesce(r.ingested_at_us, r.ts_us) <= s.as_of_us
),
counted AS (
  SELECT known.*, row_number() OVER (
    PARTITION BY conversion_id, reversal_id, ts_us, value_minor, reason, export_no ORDER BY ts_us) AS occurrence
  FROM known WHERE version = 1
),
once AS (
  SELECT conversion_id, reversal_id, ts_us, value_minor, reason, occurrence, min(known_us) AS known_us FROM counted
  GROUP BY conversion_id, reversal_id, ts_us, value_minor, reason, occurrence
)
SELECT conversion_id, reversal_id, ts_us, value_minor, reason, occurrence, known_us,
  CASE WHEN reversal_id IS NOT NULL AND count(*) OVER (PARTITION BY conversion_id, reversal_id) > 1 THEN 1 ELSE 0
    END AS is_unclear
FROM once
