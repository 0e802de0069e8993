-- A row is one unit and one period in which people came home to it.
-- Reads: unit_people
SELECT unit_no, joined_day, count(*) AS people
FROM unit_people GROUP BY unit_no, joined_day
