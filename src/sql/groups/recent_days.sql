-- A row is the whole run: the last 28 and the last 90 days of the period, from the moment named until before end_us.
-- What happened at as_of itself has happened.
-- Kind: view
-- Reads: settings
SELECT end_us - 2419200000000 AS start_us, end_us - 7776000000000 AS start_of_90_us, end_us
FROM (SELECT least(to_us, as_of_us + 1) AS end_us FROM settings)
