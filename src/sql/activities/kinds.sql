-- A row is one kind of activity; `code` is the kind of touch that a code on a conversion makes.
-- Reads: activity_labels
SELECT kind, CAST(row_number() OVER (ORDER BY kind) AS BIGINT) AS kind_no
FROM (SELECT kind FROM activity_labels UNION SELECT 'code' AS kind)
WHERE kind IS NOT NULL
