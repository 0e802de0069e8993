-- A row is one code of the codes table; `folded` is what people may type for it, ignoring case and width.
-- Reads: in_codes
SELECT code, lower(half_width(code)) AS folded,
  row_number() OVER (PARTITION BY lower(half_width(code)) ORDER BY code) AS choice,
  count(*) OVER (PARTITION BY lower(half_width(code))) AS alike
FROM (SELECT DISTINCT code FROM in_codes WHERE problem IS NULL AND code IS NOT NULL)
