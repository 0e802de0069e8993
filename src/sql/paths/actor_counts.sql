-- A row is one person and its actor touches of the configured kinds, up to as_of: how many, the first, the last.
-- Reads: activities, reach_rules
SELECT a.person_no, count(*) AS touches, min(a.ts_us) AS first_us, max(a.ts_us) AS last_us
FROM activities a
JOIN (SELECT DISTINCT kind_no FROM reach_rules WHERE reach = 'actor') k ON k.kind_no = a.kind_no
WHERE a.person_no IS NOT NULL
GROUP BY a.person_no
