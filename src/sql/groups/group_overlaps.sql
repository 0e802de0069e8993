-- A row is two groups that share people present at the end of the period; the 1,000 pairs with the largest overlap
-- relative to the smaller group.
-- Reads: presence_marks
WITH present AS (
  SELECT DISTINCT home_key, group_no FROM presence_marks WHERE at_end = 1
),
sizes AS (
  SELECT group_no, count(*) AS people FROM present GROUP BY group_no
),
several AS (
  SELECT home_key FROM present GROUP BY home_key HAVING count(*) BETWEEN 2 AND 50
),
shared AS (
  SELECT a.group_no AS first_no, b.group_no AS second_no, count(*) AS people
  FROM present a JOIN several v ON v.home_key = a.home_key
  JOIN present b ON b.home_key = a.home_key AND b.group_no > a.group_no
  GROUP BY a.group_no, b.group_no
),
ranked AS (
  SELECT x.first_no, x.second_no, x.people, f.people AS first_people, t.people AS second_people,
    CAST(row_number() OVER (ORDER BY CAST(x.people AS DOUBLE) / least(f.people, t.people) DESC, x.people DESC,
      x.first_no, x.second_no) AS BIGINT) AS place
  FROM shared x JOIN sizes f ON f.group_no = x.first_no JOIN sizes t ON t.group_no = x.second_no
)
SELECT first_no, second_no, people, first_people, second_people, place FROM ranked WHERE place <= 1000
