-- A row is one home of a person, or the next home in a group into which the people of that group moved, from the
-- moment the person is present there.
-- The pipeline repeats this stage (as home_moves) until nobody moves; nobody returns to a group that was home before.
-- Reads: home_moves, lineage_edges, presences
WITH next AS (
  SELECT h.home_key, h.person_no, p.group_no, greatest(p.joined_us, e.at_us, h.since_us) AS since_us,
    h.home_no + 1 AS home_no
  FROM home_moves h
  JOIN lineage_edges e ON e.from_no = h.group_no
  JOIN presences p ON p.home_key = h.home_key AND p.group_no = e.to_no AND p.left_us > e.at_us
    AND p.left_us > h.since_us
  WHERE h.moved
),
new_homes AS (
  SELECT n.* FROM next n ANTI JOIN home_moves h ON h.home_key = n.home_key AND h.group_no = n.group_no
),
chosen AS (
  SELECT n.*, row_number() OVER (PARTITION BY home_key ORDER BY since_us, group_no) AS choice FROM new_homes n
)
SELECT home_key, person_no, group_no, since_us, home_no, false AS moved FROM home_moves
UNION ALL
SELECT home_key, person_no, group_no, since_us, home_no, true AS moved FROM chosen WHERE choice = 1
