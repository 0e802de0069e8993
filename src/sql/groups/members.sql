-- A row is one chat member, with the person behind it if known. A member of a quarantined set of ids is nobody known:
-- such a set is several people. linked_no is the set of ids, quarantined or not.
-- Reads: in_activities, in_memberships, in_kols, person_ids, people, in_exclusions
WITH seen AS (
  SELECT DISTINCT member_id FROM in_activities WHERE problem IS NULL AND member_id IS NOT NULL
  UNION SELECT member_id FROM in_memberships WHERE problem IS NULL AND member_id IS NOT NULL
  UNION SELECT member_id FROM in_kols WHERE problem IS NULL AND member_id IS NOT NULL
),
numbered AS (
  SELECT member_id, CAST(row_number() OVER (ORDER BY member_id) AS BIGINT) AS member_no FROM seen
)
SELECT n.member_id, n.member_no, CASE WHEN NOT coalesce(p.quarantined, false) THEN i.person_no END AS person_no,
  i.person_no AS linked_no,
  coalesce(p.users, 0) > 0 AND NOT coalesce(p.quarantined, false) AS matched,
  coalesce(p.excluded, false) OR x.id IS NOT NULL AS excluded
FROM numbered n
LEFT JOIN person_ids i ON i.node_key = 'member:' || n.member_id
LEFT JOIN people p ON p.person_no = i.person_no
LEFT JOIN (SELECT DISTINCT id FROM in_exclusions WHERE problem IS NULL AND id_type = 'member') x ON x.id = n.member_id
