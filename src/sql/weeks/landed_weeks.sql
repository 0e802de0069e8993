-- A row is one goal, week and class of member: all conversions up to as_of, and of these the reported ones (a period
-- may begin or end within a week).
-- Reads: conversions, settings
WITH days AS (
  SELECT c.goal_no, c.member_class, local_day(c.ts_us, s.zone) AS day_no, s.week_shift, c.is_reversed, c.is_once,
    c.is_reported, c.value_minor, c.net_minor
  FROM conversions c CROSS JOIN settings s
)
SELECT goal_no, day_no - (day_no + week_shift) % 7 AS week_day, member_class, count(*) AS conversions,
  CAST(sum(is_once) AS BIGINT) AS conversions_once,
  CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net,
  sum(CAST(value_minor AS DECIMAL(38, 0))) AS value_minor, sum(CAST(net_minor AS DECIMAL(38, 0))) AS net_minor,
  CAST(sum(is_reported) AS BIGINT) AS reported,
  CAST(sum(is_reported * (1 - is_reversed)) AS BIGINT) AS reported_net,
  sum(CAST(is_reported * value_minor AS DECIMAL(38, 0))) AS reported_value_minor,
  sum(CAST(is_reported * net_minor AS DECIMAL(38, 0))) AS reported_net_minor
FROM days
GROUP BY goal_no, day_no - (day_no + week_shift) % 7, member_class
