-- A row is one kind of activity; `code` is the kind of touch that a code on a conversion makes.
-- Reads: in_activities
SELECT kind, row_number() OVER (ORDER BY kind) AS kind_no
FROM (SELECT DISTINCT kind FROM in_activities WHERE problem IS NULL UNION SELECT 'code' AS kind)
WHERE kind IS NOT NULL
