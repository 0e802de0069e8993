-- A row is one group whose people went on in another, when, and how many people present in the first at that moment
-- were present in the second after it.
-- Reads: lineage_edges, presences
SELECT e.from_no, e.to_no, e.at_us,
  count(DISTINCT CASE WHEN f.joined_us <= e.at_us AND f.left_us >= e.at_us THEN f.home_key END) AS people,
  count(DISTINCT CASE WHEN f.joined_us <= e.at_us AND f.left_us >= e.at_us
    AND t.home_key IS NOT NULL THEN f.home_key END) AS followed
FROM lineage_edges e
LEFT JOIN presences f ON f.group_no = e.from_no
LEFT JOIN presences t ON t.group_no = e.to_no AND t.home_key = f.home_key AND t.left_us > e.at_us
GROUP BY e.from_no, e.to_no, e.at_us
