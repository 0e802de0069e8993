-- A row is one goal and day: what landed up to as_of, and by how many people; a conversion of nobody known counts as
-- one person.
-- Reads: conversions, settings
WITH days AS (
  SELECT c.goal_no, local_day(c.ts_us, s.zone) AS day_no, c.is_reversed, c.net_minor,
    CASE WHEN c.person_no IS NOT NULL THEN 'p' || CAST(c.person_no AS STRING)
      WHEN c.user_id IS NOT NULL THEN 'u' || c.user_id ELSE 'c' || c.conversion_id END AS who
  FROM conversions c CROSS JOIN settings s
)
SELECT goal_no, day_no, count(DISTINCT who) AS people, count(*) AS conversions,
  CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net,
  sum(CAST(net_minor AS DECIMAL(38, 0))) AS net_minor,
  sum(CAST(net_minor AS DECIMAL(19, 0)) * CAST(net_minor AS DECIMAL(19, 0))) AS net_squares
FROM days
GROUP BY goal_no, day_no
