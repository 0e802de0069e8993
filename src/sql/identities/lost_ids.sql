-- A row is one id that a column names and that is missing from the table that should know it, and the same id without
-- what often separates ids: case, a trailing .0, leading zeros, blanks and hyphens inside, everything before the
-- first digit, the country code of a phone number.
-- A domain without any id is a table that was not given: nothing is looked up there.
-- Reads: id_references, known_ids
SELECT r.reference, r.domain, r.id, r.named, lower(r.id) AS no_case,
  CASE WHEN substr(r.id, length(r.id) - 1) = '.0' THEN substr(r.id, 1, length(r.id) - 2) ELSE r.id END AS no_decimal,
  strip_left(r.id, '0') AS no_zeros, replace(replace(r.id, ' ', ''), '-', '') AS no_blanks,
  without_prefix(r.id) AS no_prefix, phone_digits(r.id) AS no_country, has_country(r.id) AS with_country
FROM id_references r
JOIN (SELECT DISTINCT domain AS given FROM known_ids) d ON d.given = r.domain
ANTI JOIN known_ids k ON k.domain = r.domain AND k.id = r.id
