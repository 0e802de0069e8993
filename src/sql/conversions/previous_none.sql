-- No rows: every conversion looks back over its whole window, whatever conversions came before.
-- Reads: settings
SELECT CAST(0 AS BIGINT) AS conversion_no, CAST(0 AS BIGINT) AS previous_us FROM settings WHERE 1 = 0
