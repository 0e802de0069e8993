-- A row is one person and the first and last touch of the configured kinds, up to as_of.
-- Reads: actor_counts, stays, posts
WITH heard AS (
  SELECT s.person_no, min(p.ts_us) AS first_us, max(p.ts_us) AS last_us
  FROM stays s JOIN (SELECT DISTINCT group_no, ts_us, poster_no FROM posts) p ON p.group_no = s.group_no
  WHERE p.ts_us >= s.joined_us AND p.ts_us < s.left_us AND coalesce(p.poster_no, -1) <> s.person_no
  GROUP BY s.person_no
)
SELECT person_no, min(first_us) AS first_us, max(last_us) AS last_us
FROM (SELECT person_no, first_us, last_us FROM actor_counts UNION ALL SELECT person_no, first_us, last_us FROM heard)
GROUP BY person_no
