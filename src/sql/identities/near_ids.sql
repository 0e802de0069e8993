-- A row is one lost id, one thing that separates it from a known id, and that id (if there are several, the
-- smallest).
-- Reads: lost_ids, known_ids
WITH known AS (
  SELECT k.domain, k.id, lower(k.id) AS no_case,
    CASE WHEN substr(k.id, length(k.id) - 1) = '.0' THEN substr(k.id, 1, length(k.id) - 2)
      ELSE k.id END AS no_decimal,
    strip_left(k.id, '0') AS no_zeros, replace(replace(k.id, ' ', ''), '-', '') AS no_blanks,
    without_prefix(k.id) AS no_prefix, phone_digits(k.id) AS no_country, has_country(k.id) AS with_country
  FROM known_ids k JOIN (SELECT DISTINCT domain AS wanted FROM lost_ids) w ON w.wanted = k.domain
),
met AS (
  SELECT l.reference, l.id, l.named, 'case' AS apart, k.id AS known_id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_case = l.no_case
  UNION ALL
  SELECT l.reference, l.id, l.named, 'decimal', k.id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_decimal = l.no_decimal
  UNION ALL
  SELECT l.reference, l.id, l.named, 'zeros', k.id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_zeros = l.no_zeros AND l.no_zeros <> ''
  UNION ALL
  SELECT l.reference, l.id, l.named, 'blanks', k.id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_blanks = l.no_blanks AND l.no_blanks <> ''
  UNION ALL
  SELECT l.reference, l.id, l.named, 'prefix', k.id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_prefix = l.no_prefix AND length(l.no_prefix) >= 4
  UNION ALL
  SELECT l.reference, l.id, l.named, 'country', k.id FROM lost_ids l
  JOIN known k ON k.domain = l.domain AND k.no_country = l.no_country AND l.no_country <> ''
  WHERE l.with_country OR k.with_country
)
SELECT reference, id, named, apart, min(known_id) AS known_id FROM met GROUP BY reference, id, named, apart
