-- A row is one conversion id that appears more than once.
-- Reads: in_conversions
SELECT conversion_id AS repeated_id
FROM in_conversions
WHERE conversion_id IS NOT NULL AND problem IS NULL
GROUP BY conversion_id
HAVING count(*) > 1
