-- A row is one group and one week in which people joined it.
-- Reads: presence_marks
SELECT group_no, week_day, count(*) AS arrivals FROM presence_marks GROUP BY group_no, week_day
