-- A row is one code that conversions carry and the codes table lacks; if a cell holds several codes, each counts.
-- Reads: code_parts, known_codes
SELECT p.part AS code, CAST(sum(p.conversions) AS BIGINT) AS conversions
FROM code_parts p
ANTI JOIN (SELECT DISTINCT folded FROM known_codes) k ON k.folded = lower(half_width(p.part))
GROUP BY p.part
