-- A row is one person and its actor touches of the configured kinds, up to as_of: how many, the first, the last.
-- Reads: activities, reach_rules
SELECT person_no, count(*) AS touches, min(ts_us) AS first_us, max(ts_us) AS last_us
FROM activities
WHERE person_no IS NOT NULL AND kind_no IN (SELECT kind_no FROM reach_rules WHERE reach = 'actor')
GROUP BY person_no
