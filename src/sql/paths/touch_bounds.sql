-- A row is one person and the first and last touch of the configured kinds, up to as_of.
-- Reads: actor_counts, stays, posts
WITH heard AS (
  SELECT DISTINCT group_no, ts_us, poster_no FROM posts
),
posted AS (
  SELECT DISTINCT group_no, poster_no FROM heard WHERE poster_no IS NOT NULL
),
own_stays AS (
  SELECT s.person_no, s.group_no, s.joined_us, s.left_us, CASE WHEN p.poster_no IS NULL THEN 0 ELSE 1 END AS has_posted
  FROM stays s LEFT JOIN posted p ON p.group_no = s.group_no AND p.poster_no = s.person_no
),
-- one's own posts do not count: whoever posted is compared with every post of the group
by_others AS (
  SELECT s.person_no, min(h.ts_us) AS first_us, max(h.ts_us) AS last_us
  FROM own_stays s JOIN heard h ON h.group_no = s.group_no
  WHERE s.has_posted = 1 AND h.ts_us >= s.joined_us AND h.ts_us < s.left_us AND coalesce(h.poster_no, -1) <> s.person_no
  GROUP BY s.person_no
),
-- for all others, stays and posts of a group are sorted together
joined AS (
  SELECT person_no, group_no, joined_us, left_us, min(heard_us) OVER (
    PARTITION BY group_no ORDER BY joined_us RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  ) AS first_us
  FROM (
    SELECT person_no, group_no, joined_us, left_us, CAST(NULL AS BIGINT) AS heard_us FROM own_stays WHERE has_posted = 0
    UNION ALL
    SELECT CAST(NULL AS BIGINT), group_no, ts_us, CAST(NULL AS BIGINT), ts_us FROM heard
  )
),
stayed AS (
  SELECT person_no, first_us, left_us, max(heard_us) OVER (
    PARTITION BY group_no ORDER BY left_us RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS last_us
  FROM (
    SELECT person_no, group_no, first_us, left_us - 1 AS left_us, CAST(NULL AS BIGINT) AS heard_us
    FROM joined WHERE person_no IS NOT NULL AND first_us < left_us
    UNION ALL
    SELECT CAST(NULL AS BIGINT), group_no, CAST(NULL AS BIGINT), ts_us, ts_us FROM heard
  )
)
SELECT person_no, min(first_us) AS first_us, max(last_us) AS last_us
FROM (
  SELECT person_no, first_us, last_us FROM actor_counts
  UNION ALL SELECT person_no, first_us, last_us FROM by_others
  UNION ALL SELECT person_no, first_us, last_us FROM stayed WHERE person_no IS NOT NULL
)
GROUP BY person_no
