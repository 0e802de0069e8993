-- A row is one group and one week between the first and the last week with anything in it: zero-filled, a missing row is not a zero.
-- members = people (home group) who had joined by the end of the week.
-- Reads: groups, weeks, group_chat, group_landed, homes, settings
WITH joined AS (
  SELECT h.group_no, local_day(h.joined_us, s.zone) - (local_day(h.joined_us, s.zone) + s.week_shift) % 7 AS week_day, count(*) AS newcomers
  FROM homes h CROSS JOIN settings s
  GROUP BY h.group_no, local_day(h.joined_us, s.zone) - (local_day(h.joined_us, s.zone) + s.week_shift) % 7
),
early AS (
  SELECT j.group_no, CAST(sum(j.newcomers) AS BIGINT) AS newcomers FROM joined j CROSS JOIN (SELECT min(week_day) AS first_week FROM weeks) f
  WHERE j.week_day < f.first_week GROUP BY j.group_no
)
SELECT g.label AS group_id, g.group_no, w.week_day,
  CAST(coalesce(e.newcomers, 0) + sum(coalesce(j.newcomers, 0)) OVER (PARTITION BY g.group_no ORDER BY w.week_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS members,
  coalesce(l.landed, 0) AS landed, coalesce(l.value_minor, 0) AS value_minor, coalesce(l.reversed_minor, 0) AS reversed_minor,
  coalesce(c.messages, 0) AS messages, coalesce(c.chatters, 0) AS chatters
FROM groups g CROSS JOIN weeks w
LEFT JOIN joined j ON j.group_no = g.group_no AND j.week_day = w.week_day
LEFT JOIN early e ON e.group_no = g.group_no
LEFT JOIN group_landed l ON l.group_no = g.group_no AND l.week_day = w.week_day
LEFT JOIN group_chat c ON c.group_no = g.group_no AND c.week_day = w.week_day
