-- A row is one conversion and one eligible touch, heavy bundle, audience bundle or code.
-- If codes override, a conversion with a code keeps only that. reach_no: 1 actor, 2 audience, 3 code.
-- Kind: view
-- Reads: pairs_actor, pairs_heavy, pairs_audience, pairs_code, settings
WITH overriding AS (
  SELECT c.conversion_no FROM pairs_code c CROSS JOIN settings s WHERE s.code_mode = 'override'
),
touched AS (
  SELECT conversion_no, touch_us, activity_id, group_no, tactic_no, kol_no, kind_no, touches, weight, 1 AS reach_no
  FROM pairs_actor
  UNION ALL
  SELECT conversion_no, touch_us, activity_id, group_no, tactic_no, kol_no, kind_no, touches, weight, 1 AS reach_no
  FROM pairs_heavy
  UNION ALL
  SELECT conversion_no, touch_us, activity_id, group_no, tactic_no, kol_no, kind_no, touches, weight, 2 AS reach_no
  FROM pairs_audience
)
SELECT t.* FROM touched t ANTI JOIN overriding o ON o.conversion_no = t.conversion_no
UNION ALL
SELECT c.conversion_no, c.touch_us, c.activity_id, c.group_no, c.tactic_no, c.kol_no, c.kind_no, c.touches, c.weight,
  3 AS reach_no
FROM pairs_code c CROSS JOIN settings s WHERE s.code_mode <> 'ignore'
