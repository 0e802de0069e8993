-- A row is one stay of somebody who was in a group on the day on which its people moved on (split, merged or migrated),
-- and one stay in the next group, from that day or a later one.
-- Reads: presences, lineage_edges, settings
WITH dated_edges AS (
  SELECT e.from_no, e.to_no, e.at_us, local_day(e.at_us, s.zone) AS at_day, s.zone FROM lineage_edges e
  CROSS JOIN settings s
),
next_stays AS (
  SELECT * FROM presences WHERE group_no IN (SELECT to_no FROM lineage_edges)
)
SELECT f.home_key, f.group_no AS from_no, f.joined_us AS from_joined_us, t.group_no AS to_no,
  t.joined_us AS to_joined_us, t.left_us AS to_left_us
FROM dated_edges e JOIN presences f ON f.group_no = e.from_no
JOIN next_stays t ON t.home_key = f.home_key AND t.group_no = e.to_no
WHERE local_day(f.joined_us, e.zone) <= e.at_day AND local_day(least(f.left_us, e.at_us), e.zone) >= e.at_day
  AND local_day(t.joined_us, e.zone) >= e.at_day AND t.previous_left_us < e.at_us
