-- A row is one moment at which a person converted for one goal: how many conversions, and their value in minor units.
-- A conversion of an unknown person that carries a code is a journey of its own, with the person -conversion_no.
-- Reads: conversions, code_touches, settings
SELECT c.goal_no, coalesce(c.path_person_no, -c.conversion_no) AS person_no, min(c.bucket) AS bucket, c.ts_us,
  count(*) AS conversions, CAST(sum(coalesce(c.value_minor, 0)) AS BIGINT) AS value_minor,
  max(CASE WHEN k.conversion_no IS NOT NULL AND s.code_mode = 'override' THEN 1 ELSE 0 END) AS is_overridden
FROM conversions c
LEFT JOIN (SELECT DISTINCT conversion_no FROM code_touches) k ON k.conversion_no = c.conversion_no
CROSS JOIN settings s
WHERE c.path_person_no IS NOT NULL OR (k.conversion_no IS NOT NULL AND s.code_mode <> 'ignore')
GROUP BY c.goal_no, coalesce(c.path_person_no, -c.conversion_no), c.ts_us
