-- A row is one conversion id that reversals name and that is missing from the table conversions, whatever the state or
-- the time of its rows.
-- Reads: reversal_rows, in_conversions
WITH given AS (
  SELECT conversion_id AS given_id FROM in_conversions WHERE problem IS NULL
  UNION SELECT base_id FROM in_conversions WHERE problem IS NULL
)
SELECT r.conversion_id, count(*) AS reversals
FROM reversal_rows r ANTI JOIN given g ON g.given_id = r.conversion_id
GROUP BY r.conversion_id
