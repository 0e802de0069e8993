-- A row is one conversion and the moment of the same person's previous conversion of the same goal: touches up to
-- then are used up.
-- Reads: conversions
SELECT conversion_no, lag_us AS previous_us
FROM (
  SELECT conversion_no,
    max(ts_us) OVER (PARTITION BY goal_no, path_person_no
      ORDER BY ts_us RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS lag_us
  FROM conversions WHERE path_person_no IS NOT NULL
)
WHERE lag_us IS NOT NULL
