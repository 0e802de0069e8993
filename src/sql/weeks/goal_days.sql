-- A row is one goal and day: what landed up to as_of, and by how many people; a conversion of an unknown person
-- counts as one person.
-- In addition to the net results, those net of what had been reversed 365 and 366 days before as_of: for comparison
-- with a period of last year, so that its refunds are as old as those of the same days of this year.
-- Reads: conversions, reversal_parts, settings
WITH ended AS (
  SELECT r.conversion_id, local_day(r.ts_us, s.zone) - local_day(s.as_of_us - 1, s.zone) AS since_days
  FROM reversal_parts r CROSS JOIN settings s
  WHERE r.ends_it = 1
),
days AS (
  SELECT c.goal_no, local_day(c.ts_us, s.zone) AS day_no, c.is_reversed, c.net_minor,
    CASE WHEN e.since_days <= -365 THEN 1 ELSE 0 END AS back_365,
    CASE WHEN e.since_days <= -366 THEN 1 ELSE 0 END AS back_366,
    CASE WHEN c.person_no IS NOT NULL THEN 'p' || CAST(c.person_no AS STRING)
      WHEN c.user_id IS NOT NULL THEN 'u' || c.user_id ELSE 'c' || c.conversion_id END AS who
  FROM conversions c
  CROSS JOIN settings s
  LEFT JOIN ended e ON e.conversion_id = c.conversion_id
)
SELECT goal_no, day_no, count(DISTINCT who) AS people, count(*) AS conversions,
  CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net,
  CAST(sum(1 - back_365) AS BIGINT) AS net_365,
  CAST(sum(1 - back_366) AS BIGINT) AS net_366,
  sum(CAST(net_minor AS DECIMAL(38, 0))) AS net_minor,
  sum(CAST(net_minor AS DECIMAL(19, 0)) * CAST(net_minor AS DECIMAL(19, 0))) AS net_squares
FROM days
GROUP BY goal_no, day_no
