-- A row is one activity as known at as_of, for inputs in which every activity has an id and no id appears twice.
-- Kind: view
-- Reads: in_activities, settings
SELECT a.activity_id, a.ts_us, a.ts_precision_s, a.group_id, a.kind, a.member_id, a.role, a.tactic_id
FROM in_activities a CROSS JOIN settings s
WHERE a.problem IS NULL AND a.ts_us <= s.as_of_us AND coalesce(a.ingested_at_us, a.ts_us) <= s.as_of_us
