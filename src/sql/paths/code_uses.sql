-- A row is one text that conversions carry and one known code that it stands for: the same code, otherwise the one
-- that differs only by case and width (if there are several, the smallest).
-- Reads: code_parts, known_codes
SELECT DISTINCT p.written, coalesce(e.code, k.code) AS code
FROM code_parts p
LEFT JOIN known_codes e ON e.code = p.part
LEFT JOIN known_codes k ON k.folded = lower(half_width(p.part)) AND k.choice = 1
WHERE coalesce(e.code, k.code) IS NOT NULL
