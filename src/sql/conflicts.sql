-- A row is one conversion id that came with different contents; the newest snapshot was kept.
-- Reads: in_conversions
SELECT conversion_id, count(*) AS versions, min(value_minor) AS lowest_minor, max(value_minor) AS highest_minor
FROM (
  SELECT DISTINCT conversion_id, ts_us, user_id, goal, value_minor, currency, code, status
  FROM in_conversions WHERE problem IS NULL AND conversion_id IS NOT NULL
)
GROUP BY conversion_id
HAVING count(*) > 1
