-- A row is one week and goal: how many people whose results can be observed clicked a link or scanned a code in that
-- week, and how many of them landed the goal within its window after their first such touch of the week.
-- Reads: activities, kinds, observed_people, conversions, goals, settings
WITH clicks AS (
  SELECT a.person_no, a.ts_us, local_day(a.ts_us, s.zone) AS day_no, s.week_shift
  FROM activities a JOIN kinds k ON k.kind_no = a.kind_no JOIN observed_people o ON o.person_no = a.person_no
  CROSS JOIN settings s
  WHERE k.kind IN ('link_click', 'code_scan') AND a.is_machine = 0
),
firsts AS (
  SELECT person_no, day_no - (day_no + week_shift) % 7 AS week_day, min(ts_us) AS first_us FROM clicks
  GROUP BY person_no, day_no - (day_no + week_shift) % 7
),
sizes AS (
  SELECT week_day, count(*) AS clicked FROM firsts GROUP BY week_day
),
landers AS (
  SELECT f.week_day, g.goal_no, count(DISTINCT f.person_no) AS people
  FROM firsts f JOIN conversions c ON c.person_no = f.person_no JOIN goals g ON g.goal_no = c.goal_no
  WHERE c.ts_us >= f.first_us AND c.ts_us <= f.first_us + g.window_us
  GROUP BY f.week_day, g.goal_no
)
SELECT z.week_day, g.goal_no, z.clicked, coalesce(l.people, 0) AS people
FROM sizes z CROSS JOIN goals g
LEFT JOIN landers l ON l.week_day = z.week_day AND l.goal_no = g.goal_no
