-- A row is one conversion id that came with different contents; the newest snapshot was kept.
-- Reads: in_conversions, conversion_repeats
SELECT conversion_id, count(*) AS versions
FROM (
  SELECT DISTINCT c.conversion_id, c.ts_us, c.user_id, c.goal, c.value_minor, c.currency, c.code, c.status
  FROM in_conversions c SEMI JOIN conversion_repeats r ON r.repeated_id = c.conversion_id
  WHERE c.problem IS NULL
)
GROUP BY conversion_id
HAVING count(*) > 1
