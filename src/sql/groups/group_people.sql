-- A row is one group, goal and week with the number of people who landed and whose last home it is: people of a split
-- or merged group count where they went.
-- Reads: conversions, home_spans, settings
WITH days AS (
  SELECT h.group_no, c.goal_no, c.person_no, c.is_reversed, local_day(c.ts_us, s.zone) AS day_no, s.week_shift
  FROM conversions c JOIN home_spans h ON h.person_no = c.person_no AND h.to_us = 9000000000000000000
  CROSS JOIN settings s
)
SELECT group_no, goal_no, day_no - (day_no + week_shift) % 7 AS week_day, count(DISTINCT person_no) AS people,
  count(*) AS conversions,
  CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net
FROM days
GROUP BY group_no, goal_no, day_no - (day_no + week_shift) % 7
