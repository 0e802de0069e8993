-- A row is one group and one week between the first and the last week with anything in it: zero-filled, a missing row is not a zero.
-- members = people (home group) who are in it at the end of the week: who had joined, less who had left again where leaves are known.
-- Reads: groups, weeks, group_chat, group_landed, home_stays, settings
WITH moves AS (
  SELECT h.group_no, local_day(h.joined_us, s.zone) AS day_no, s.week_shift, 1 AS more FROM home_stays h CROSS JOIN settings s
  UNION ALL
  SELECT h.group_no, local_day(h.left_us, s.zone) AS day_no, s.week_shift, -1 AS more FROM home_stays h CROSS JOIN settings s WHERE h.left_us <= s.as_of_us
),
moved AS (
  SELECT group_no, day_no - (day_no + week_shift) % 7 AS week_day, CAST(sum(more) AS BIGINT) AS more
  FROM moves GROUP BY group_no, day_no - (day_no + week_shift) % 7
),
early AS (
  SELECT m.group_no, CAST(sum(m.more) AS BIGINT) AS more FROM moved m CROSS JOIN (SELECT min(week_day) AS first_week FROM weeks) f
  WHERE m.week_day < f.first_week GROUP BY m.group_no
)
SELECT g.label AS group_id, g.group_no, w.week_day,
  CAST(coalesce(e.more, 0) + sum(coalesce(m.more, 0)) OVER (PARTITION BY g.group_no ORDER BY w.week_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS members,
  coalesce(l.landed, 0) AS landed, coalesce(l.value_minor, 0) AS value_minor, coalesce(l.reversed_minor, 0) AS reversed_minor,
  coalesce(c.messages, 0) AS messages, coalesce(c.chatters, 0) AS chatters
FROM groups g CROSS JOIN weeks w
LEFT JOIN moved m ON m.group_no = g.group_no AND m.week_day = w.week_day
LEFT JOIN early e ON e.group_no = g.group_no
LEFT JOIN group_landed l ON l.group_no = g.group_no AND l.week_day = w.week_day
LEFT JOIN group_chat c ON c.group_no = g.group_no AND c.week_day = w.week_day
