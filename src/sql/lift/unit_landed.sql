-- A row is one goal, one unit, the people who came home to it in one period, and a period in which some of their
-- results landed (net) while they were there: what they had before joining or after leaving is not a result of the
-- group.
-- Reads: conversions, unit_stays, settings
WITH days AS (
  SELECT c.goal_no, u.unit_no, u.joined_day, local_day(c.ts_us, s.zone) AS day_no, s.week_shift, s.period_days,
    1 - c.is_reversed AS landed, c.net_minor
  FROM conversions c JOIN unit_stays u ON u.person_no = c.person_no AND u.joined_us <= c.ts_us AND u.left_us > c.ts_us
  CROSS JOIN settings s
)
SELECT goal_no, unit_no, joined_day, day_no - (day_no + week_shift) % period_days AS period_day,
  CAST(sum(landed) AS BIGINT) AS landed, CAST(coalesce(sum(net_minor), 0) AS BIGINT) AS value_minor
FROM days GROUP BY goal_no, unit_no, joined_day, day_no - (day_no + week_shift) % period_days
