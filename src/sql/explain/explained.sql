-- A row is one conversion with the requested id and one goal it matches: who, when, how much, why it may be
-- unattributed.
-- Made by `grouplift explain` after the recipe.
-- Reads: asked, conversions, goals, previous_conversions, people, unattributed_rows, touch_bounds, code_uses
SELECT c.conversion_no, c.conversion_id, c.goal_no, g.goal, c.ts_us, g.window_us, v.previous_us, c.user_id, c.code,
  c.linked_no AS person_no, c.barred, c.value_minor, c.net_minor,
  c.is_reversed, p.person_key, p.users, p.members, p.quarantine_reason, u.reason,
  b.first_us, b.last_us, coalesce(x.codes, 0) AS known_codes
FROM conversions c
JOIN asked a ON a.conversion_id = c.conversion_id
JOIN goals g ON g.goal_no = c.goal_no
LEFT JOIN previous_conversions v ON v.conversion_no = c.conversion_no
LEFT JOIN people p ON p.person_no = c.linked_no
LEFT JOIN unattributed_rows u ON u.conversion_no = c.conversion_no
LEFT JOIN touch_bounds b ON b.person_no = c.path_person_no
LEFT JOIN (SELECT written, count(*) AS codes FROM code_uses GROUP BY written) x ON x.written = c.code
