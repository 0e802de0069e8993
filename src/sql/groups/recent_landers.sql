-- A row is one person who landed results of headline goals in the last 28 days of the period, and how many,
-- each once.
-- Reads: conversions, recent_days
SELECT c.person_no, count(*) AS conversions, CAST(sum(1 - c.is_reversed) AS BIGINT) AS conversions_net
FROM conversions c CROSS JOIN recent_days d
WHERE c.is_once = 1 AND c.person_no IS NOT NULL AND c.ts_us >= d.start_us AND c.ts_us < d.end_us
GROUP BY c.person_no
