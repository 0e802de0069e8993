-- A row is one week and the people who joined any group in it.
-- Reads: presence_marks
SELECT week_day, count(DISTINCT home_key) AS joined FROM presence_marks WHERE is_join = 1 GROUP BY week_day
