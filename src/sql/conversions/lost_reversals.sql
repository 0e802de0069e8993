-- A row is one conversion id that reversals name and that is missing from the table conversions.
-- Reads: reversal_rows, conversion_rows
SELECT r.conversion_id, count(*) AS reversals
FROM reversal_rows r ANTI JOIN conversion_rows c ON c.conversion_id = r.conversion_id
GROUP BY r.conversion_id
