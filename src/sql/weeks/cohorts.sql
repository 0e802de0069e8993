-- A row is one goal, one week in which people landed for the first time in these data, and one age in weeks: how many
-- of them landed again then.
-- Reads: conversions, settings
WITH days AS (
  SELECT c.goal_no, c.person_no, local_day(c.ts_us, s.zone) AS day_no, s.week_shift FROM conversions c
  CROSS JOIN settings s WHERE c.person_no IS NOT NULL
),
seen AS (
  SELECT DISTINCT goal_no, person_no, day_no - (day_no + week_shift) % 7 AS week_day FROM days
),
firsts AS (
  SELECT goal_no, person_no, min(week_day) AS first_day FROM seen GROUP BY goal_no, person_no
)
SELECT f.goal_no, f.first_day, int_div(s.week_day - f.first_day, 7) AS age_weeks, count(*) AS people
FROM firsts f JOIN seen s ON s.goal_no = f.goal_no AND s.person_no = f.person_no
WHERE s.week_day - f.first_day <= 182
GROUP BY f.goal_no, f.first_day, int_div(s.week_day - f.first_day, 7)
