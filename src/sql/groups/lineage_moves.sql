-- A row is one group whose people moved on to another, when, and how many of the people present in the first at that
-- moment were present in the second afterwards.
-- Reads: lineage_edges, presences
WITH leaving AS (
  SELECT e.from_no, e.to_no, p.home_key FROM lineage_edges e JOIN presences p ON p.group_no = e.from_no
  WHERE p.joined_us <= e.at_us AND p.left_us >= e.at_us
),
arrived AS (
  SELECT DISTINCT e.from_no, e.to_no, p.home_key FROM lineage_edges e JOIN presences p ON p.group_no = e.to_no
  WHERE p.left_us > e.at_us
),
moved AS (
  SELECT l.from_no, l.to_no, count(*) AS people, count(a.home_key) AS followed
  FROM leaving l
  LEFT JOIN arrived a ON a.from_no = l.from_no AND a.to_no = l.to_no AND a.home_key = l.home_key
  GROUP BY l.from_no, l.to_no
)
SELECT e.from_no, e.to_no, e.at_us, coalesce(m.people, 0) AS people, coalesce(m.followed, 0) AS followed
FROM lineage_edges e LEFT JOIN moved m ON m.from_no = e.from_no AND m.to_no = e.to_no
