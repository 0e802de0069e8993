-- A row is one person with so many touches and conversions that their pairs are bundled by day, as audience touches are.
-- Reads: activities, conversions, reach_rules, settings
WITH touched AS (
  SELECT person_no, count(*) AS touches FROM activities
  WHERE person_no IS NOT NULL AND kind_no IN (SELECT kind_no FROM reach_rules WHERE reach = 'actor')
  GROUP BY person_no
),
converted AS (
  SELECT path_person_no AS person_no, count(*) AS conversions FROM conversions WHERE is_reported = 1 AND path_person_no IS NOT NULL GROUP BY path_person_no
)
SELECT t.person_no FROM touched t JOIN converted c ON c.person_no = t.person_no CROSS JOIN settings s
WHERE CAST(t.touches AS DOUBLE) * c.conversions > s.heavy_pairs
