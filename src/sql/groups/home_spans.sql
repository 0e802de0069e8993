-- A row is one person (or member without a known person) and one home, from one moment to another; the first home
-- counts from the beginning.
-- Reads: home_moves
SELECT home_key, person_no, group_no,
  CASE WHEN lag(since_us) OVER (PARTITION BY home_key ORDER BY since_us, home_no) IS NULL THEN -9000000000000000000
    ELSE since_us END AS from_us,
  coalesce(lead(since_us) OVER (PARTITION BY home_key ORDER BY since_us, home_no), 9000000000000000000) AS to_us
FROM home_moves
