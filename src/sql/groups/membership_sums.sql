-- A row is the whole: people present at the end of the period, and the places they hold in groups. At any moment a
-- person has at most one stay in a group.
-- Reads: presences, settings
WITH present AS (
  SELECT p.home_key, count(*) AS groups_of FROM presences p CROSS JOIN settings s
  WHERE p.joined_us < least(s.to_us, s.as_of_us) AND p.left_us >= least(s.to_us, s.as_of_us)
  GROUP BY p.home_key
)
SELECT count(*) AS people, CAST(coalesce(sum(groups_of), 0) AS BIGINT) AS places,
  CAST(coalesce(sum(CASE WHEN groups_of > 1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS in_several
FROM present
