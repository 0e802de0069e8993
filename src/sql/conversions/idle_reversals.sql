-- A row is one conversion id that reversals name and that is in the table conversions, but has not landed or is later
-- than as_of: there is nothing to reverse.
-- Reads: reversal_rows, conversion_rows, lost_reversals
SELECT r.conversion_id, count(*) AS reversals
FROM reversal_rows r ANTI JOIN conversion_rows c ON c.conversion_id = r.conversion_id
ANTI JOIN lost_reversals l ON l.conversion_id = r.conversion_id
GROUP BY r.conversion_id
