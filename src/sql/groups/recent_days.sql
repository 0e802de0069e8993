-- A row is the whole run: the last 28 days of the period, from start_us until before end_us.
-- Kind: view
-- Reads: settings
SELECT least(to_us, as_of_us) - 2419200000000 AS start_us, least(to_us, as_of_us) AS end_us FROM settings
