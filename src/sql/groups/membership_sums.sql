-- A row is the whole: people present at the end of the period, and the places they hold in groups. At any moment a
-- person has at most one stay in a group.
-- Reads: presence_marks
WITH present AS (
  SELECT home_key, count(*) AS groups_of FROM presence_marks WHERE at_end = 1 GROUP BY home_key
)
SELECT count(*) AS people, CAST(coalesce(sum(groups_of), 0) AS BIGINT) AS places,
  CAST(coalesce(sum(CASE WHEN groups_of > 1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS in_several
FROM present
