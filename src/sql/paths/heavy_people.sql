-- A row is one person with so many touches and conversions that their pairs are bundled: by business day, or over the
-- whole window if even the bundles of days would be too many (100000 days are longer than any window).
-- All conversions count, reported or not: the credit of a conversion must not depend on the requested period.
-- Reads: actor_counts, conversions, activities, reach_rules, settings
WITH converted AS (
  SELECT path_person_no AS person_no, count(*) AS conversions FROM conversions WHERE path_person_no IS NOT NULL
  GROUP BY path_person_no
),
heavy AS (
  SELECT t.person_no, c.conversions
  FROM actor_counts t JOIN converted c ON c.person_no = t.person_no CROSS JOIN settings s
  WHERE CAST(t.touches AS DOUBLE) * c.conversions > s.heavy_pairs
),
daily AS (
  SELECT DISTINCT a.person_no, local_day(a.ts_us, s.zone) AS day_no, a.group_no, a.tactic_no, a.kol_no, a.kind_no
  FROM activities a
  JOIN (SELECT DISTINCT kind_no FROM reach_rules WHERE reach = 'actor') k ON k.kind_no = a.kind_no
  JOIN heavy h ON h.person_no = a.person_no CROSS JOIN settings s
),
counted AS (
  SELECT person_no, count(*) AS bundles FROM daily GROUP BY person_no
)
SELECT h.person_no, CASE WHEN CAST(d.bundles AS DOUBLE) * h.conversions > s.heavy_pairs THEN 100000
  ELSE 1 END AS bundle_days
FROM heavy h JOIN counted d ON d.person_no = h.person_no CROSS JOIN settings s
