-- A row is one column of ids that another table should know: the rows that name one, those whose id is not found
-- there, and of these the ones that would be found if one thing did not differ (the one that separates most), with an
-- example.
-- A prefix is blamed only if most ids are lost and it accounts for most of them: a few digits match by chance.
-- Reads: id_references, lost_ids, near_ids, known_ids
WITH named AS (
  SELECT r.reference, CAST(sum(r.named) AS BIGINT) AS named FROM id_references r
  JOIN (SELECT DISTINCT domain AS given FROM known_ids) d ON d.given = r.domain
  GROUP BY r.reference
),
lost AS (
  SELECT reference, CAST(sum(named) AS BIGINT) AS lost FROM lost_ids GROUP BY reference
),
near AS (
  SELECT reference, apart, CAST(sum(named) AS BIGINT) AS near, min(id) AS example FROM near_ids
  GROUP BY reference, apart
),
ranked AS (
  SELECT n.reference, n.apart, n.near, n.example, e.known_id,
    row_number() OVER (PARTITION BY n.reference
      ORDER BY n.near DESC, CASE WHEN n.apart IN ('prefix', 'country') THEN 1 ELSE 0 END, n.apart) AS choice
  FROM near n JOIN near_ids e ON e.reference = n.reference AND e.apart = n.apart AND e.id = n.example
  JOIN lost l ON l.reference = n.reference JOIN named a ON a.reference = n.reference
  WHERE n.apart <> 'prefix' OR (2 * l.lost >= a.named AND 2 * n.near >= l.lost)
)
SELECT a.reference, a.named, coalesce(l.lost, 0) AS lost, coalesce(r.near, 0) AS near, r.apart, r.example, r.known_id
FROM named a LEFT JOIN lost l ON l.reference = a.reference
LEFT JOIN ranked r ON r.reference = a.reference AND r.choice = 1
