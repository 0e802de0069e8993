-- A row is one person with so many touches and conversions that their pairs are bundled by day, as audience touches are.
-- Reads: actor_counts, conversions, settings
WITH converted AS (
  SELECT path_person_no AS person_no, count(*) AS conversions FROM conversions WHERE is_reported = 1 AND path_person_no IS NOT NULL GROUP BY path_person_no
)
SELECT t.person_no FROM actor_counts t JOIN converted c ON c.person_no = t.person_no CROSS JOIN settings s
WHERE CAST(t.touches AS DOUBLE) * c.conversions > s.heavy_pairs
