-- A row is one activity around an explained conversion: what its person did, and what others posted in groups that
-- the person was in at any time;
-- from the start of the goal's window (or one window of its rule earlier, whichever is first) to one window after it
-- landed.
-- reach is empty for kinds that do not count; of those only the 20 nearest are kept, and of_reach says how many there
-- are.
-- Made by `grouplift explain` after the recipe.
-- Reads: explained, activities, members, posts, stays, reach_rules, kinds, groups, tactic_list, settings
WITH acted AS (
  SELECT e.conversion_no, abs(a.ts_us - e.ts_us) AS distance_us, a.ts_us, a.ts_us + a.coarse_us AS last_us,
    a.activity_id, a.group_no, a.tactic_no, a.kol_no, a.kind_no,
    CASE WHEN r.window_us IS NOT NULL THEN 'actor' WHEN h.window_us IS NOT NULL THEN 'audience' ELSE '' END AS reach,
    coalesce(r.window_us, h.window_us) AS rule_window_us, 1 AS is_own, 0 AS is_present
  FROM explained e
  JOIN members m ON m.linked_no = e.person_no
  JOIN activities a ON a.member_no = m.member_no
  LEFT JOIN reach_rules r ON r.goal_no = e.goal_no AND r.kind_no = a.kind_no AND r.reach = 'actor'
  LEFT JOIN reach_rules h ON h.goal_no = e.goal_no AND h.kind_no = a.kind_no AND h.reach = 'audience'
  WHERE a.ts_us + a.coarse_us >= e.ts_us - greatest(e.window_us, 2 * coalesce(r.window_us, h.window_us, 0))
    AND a.ts_us <= e.ts_us + e.window_us
),
heard AS (
  SELECT e.conversion_no, abs(p.ts_us - e.ts_us) AS distance_us, p.ts_us, p.last_us, p.activity_id, p.group_no,
    p.tactic_no, p.kol_no, p.kind_no,
    'audience' AS reach, r.window_us AS rule_window_us, 0 AS is_own,
    max(CASE WHEN p.ts_us >= s.joined_us AND p.ts_us < s.left_us THEN 1 ELSE 0 END) AS is_present
  FROM explained e
  JOIN stays s ON s.person_no = e.person_no
  JOIN posts p ON p.group_no = s.group_no
  JOIN reach_rules r ON r.goal_no = e.goal_no AND r.kind_no = p.kind_no AND r.reach = 'audience'
  WHERE p.last_us >= e.ts_us - greatest(e.window_us, 2 * r.window_us) AND p.ts_us <= e.ts_us + e.window_us
    AND coalesce(p.poster_no, -1) <> e.person_no
  GROUP BY e.conversion_no, e.ts_us, p.ts_us, p.last_us, p.activity_id, p.group_no, p.tactic_no, p.kol_no, p.kind_no,
    r.window_us
),
placed AS (
  SELECT x.*, row_number() OVER (PARTITION BY conversion_no, reach
    ORDER BY distance_us, activity_id, group_no, kind_no) AS place,
    count(*) OVER (PARTITION BY conversion_no, reach) AS of_reach
  FROM (SELECT * FROM acted UNION ALL SELECT * FROM heard) x
)
SELECT d.conversion_no, d.ts_us, d.last_us, d.activity_id, d.group_no, d.tactic_no, d.kol_no, d.kind_no, d.reach,
  d.rule_window_us, d.is_own, d.is_present,
  d.of_reach, local_day(d.ts_us, s.zone) AS day_no, k.kind, coalesce(g.name, g.label) AS group_name,
  coalesce(t.name, t.label) AS tactic_name
FROM placed d
JOIN kinds k ON k.kind_no = d.kind_no
JOIN groups g ON g.group_no = d.group_no
LEFT JOIN tactic_list t ON t.tactic_no = d.tactic_no
CROSS JOIN settings s
WHERE d.reach <> '' OR d.place <= 20
