-- A row is one text of a code cell that may be a code: the cell itself if it is a known code, otherwise each of its
-- parts, once.
-- Reads: code_cells, known_codes, code_places
WITH whole AS (
  SELECT c.written, c.conversions, CASE WHEN k.folded IS NULL THEN 0 ELSE 1 END AS is_known, c.listed
  FROM code_cells c LEFT JOIN (SELECT DISTINCT folded FROM known_codes) k ON k.folded = c.folded
)
SELECT DISTINCT written, conversions, written AS part FROM whole
WHERE is_known = 1 OR replace(listed, ',', '') = ''
UNION ALL
SELECT DISTINCT w.written, w.conversions, split_part(w.listed, ',', CAST(p.place AS INT)) AS part
FROM whole w JOIN code_places p ON p.place <= length(w.listed) - length(replace(w.listed, ',', '')) + 1
WHERE w.is_known = 0 AND split_part(w.listed, ',', CAST(p.place AS INT)) <> ''
