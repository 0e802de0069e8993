-- A row is one group and one week between the first and the last week with anything in it: zero-filled, because a
-- missing row is not a zero.
-- members = people who are in it at the end of the week: those who had joined, less those who had left again if
-- leaves are known. home_members = those of them whose home it is then.
-- Both are NULL if no membership of the group is known.
-- Reads: groups, weeks, group_chat, group_landed, presence_arrivals, presences, home_stays, match_counts, settings
WITH days AS (
  SELECT p.group_no, local_day(p.left_us, s.zone) AS day_no, s.week_shift, -1 AS present, 0 AS home FROM presences p
  CROSS JOIN settings s WHERE p.left_us <= s.as_of_us
  UNION ALL
  SELECT h.group_no, local_day(h.joined_us, s.zone), s.week_shift, 0, 1 FROM home_stays h CROSS JOIN settings s
  UNION ALL
  SELECT h.group_no, local_day(h.left_us, s.zone), s.week_shift, 0, -1 FROM home_stays h
  CROSS JOIN settings s WHERE h.left_us <= s.as_of_us
),
moves AS (
  SELECT group_no, week_day, arrivals AS present, 0 AS home FROM presence_arrivals
  UNION ALL
  SELECT group_no, day_no - (day_no + week_shift) % 7, present, home FROM days
),
moved AS (
  SELECT group_no, week_day, CAST(sum(present) AS BIGINT) AS present, CAST(sum(home) AS BIGINT) AS home
  FROM moves GROUP BY group_no, week_day
),
early AS (
  SELECT m.group_no, CAST(sum(m.present) AS BIGINT) AS present, CAST(sum(m.home) AS BIGINT) AS home
  FROM moved m CROSS JOIN (SELECT min(week_day) AS first_week FROM weeks) f
  WHERE m.week_day < f.first_week GROUP BY m.group_no
)
SELECT g.label AS group_id, g.group_no, w.week_day,
  CASE WHEN k.group_no IS NOT NULL THEN CAST(coalesce(e.present, 0)
    + sum(coalesce(m.present, 0)) OVER (PARTITION BY g.group_no
      ORDER BY w.week_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) END AS members,
  CASE WHEN k.group_no IS NOT NULL THEN CAST(coalesce(e.home, 0)
    + sum(coalesce(m.home, 0)) OVER (PARTITION BY g.group_no
      ORDER BY w.week_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) END AS home_members,
  coalesce(l.landed, 0) AS landed, coalesce(l.value_minor, 0) AS value_minor,
  coalesce(l.reversed_minor, 0) AS reversed_minor,
  coalesce(c.messages, 0) AS messages, coalesce(c.chatters, 0) AS chatters
FROM groups g CROSS JOIN weeks w
LEFT JOIN match_counts k ON k.group_no = g.group_no
LEFT JOIN moved m ON m.group_no = g.group_no AND m.week_day = w.week_day
LEFT JOIN early e ON e.group_no = g.group_no
LEFT JOIN group_landed l ON l.group_no = g.group_no AND l.week_day = w.week_day
LEFT JOIN group_chat c ON c.group_no = g.group_no AND c.week_day = w.week_day
