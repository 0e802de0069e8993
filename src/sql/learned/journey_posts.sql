-- A row is what an observed person heard on one business day from one group, tactic, KOL and kind, for one goal,
-- placed at the last post;
-- on a day on which the person converts, every post is a row of its own, so that what came before stays before.
-- Reads: stays, posts, reach_rules, observed_people, conversions, settings
WITH ends AS (
  SELECT DISTINCT c.path_person_no AS person_no, local_day(c.ts_us, s.zone) AS day_no
  FROM conversions c CROSS JOIN settings s WHERE c.path_person_no IS NOT NULL
)
SELECT r.goal_no, s.person_no, min(o.bucket) AS bucket, max(p.post_no) AS last_post_no, min(r.window_us) AS window_us,
  p.group_no, p.tactic_no, p.kol_no, p.kind_no
FROM stays s
JOIN observed_people o ON o.person_no = s.person_no
JOIN posts p ON p.group_no = s.group_no
JOIN reach_rules r ON r.kind_no = p.kind_no AND r.reach = 'audience'
LEFT JOIN ends e ON e.person_no = s.person_no AND e.day_no = p.day_no
WHERE p.ts_us >= s.joined_us AND p.ts_us < s.left_us AND coalesce(p.poster_no, -1) <> s.person_no
GROUP BY r.goal_no, s.person_no, p.day_no, p.group_no, p.tactic_no, p.kol_no, p.kind_no,
  CASE WHEN e.person_no IS NOT NULL THEN p.post_no ELSE 0 END
