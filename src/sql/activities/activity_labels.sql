-- A row is one combination of group, kind and tactic that activities carry.
-- Reads: in_activities
SELECT DISTINCT group_id, kind, tactic_id FROM in_activities WHERE problem IS NULL
