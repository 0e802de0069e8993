-- A row is one reversal of one conversion and what it takes of its value, in order of time: never more than is left,
-- and without an amount all that is left.
-- ends_it: 1 for the reversal with which nothing is left, so that the conversion is gone from then on.
-- Reads: reversal_rows, conversion_rows
WITH ordered AS (
  SELECT r.conversion_id, r.ts_us, coalesce(c.value_minor, 0) AS whole_minor,
    coalesce(r.value_minor, c.value_minor, 0) AS asked_minor,
    row_number() OVER (PARTITION BY r.conversion_id
      ORDER BY r.ts_us, r.value_minor NULLS LAST, r.reason NULLS FIRST, r.occurrence) AS place,
    sum(coalesce(r.value_minor, c.value_minor, 0)) OVER (PARTITION BY r.conversion_id
      ORDER BY r.ts_us, r.value_minor NULLS LAST, r.reason NULLS FIRST, r.occurrence
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reached_minor
  FROM reversal_rows r JOIN conversion_rows c ON c.conversion_id = r.conversion_id
)
SELECT conversion_id, ts_us,
  CAST(least(reached_minor, whole_minor) - least(reached_minor - asked_minor, whole_minor) AS BIGINT) AS taken_minor,
  CASE WHEN reached_minor >= whole_minor AND (place = 1 OR reached_minor - asked_minor < whole_minor) THEN 1
    ELSE 0 END AS ends_it
FROM ordered
