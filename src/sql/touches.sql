-- A row is one activity that counts as an actor touch, once for every width of window in use.
-- Kind: view
-- Reads: activities, reach_rules, goals
SELECT a.person_no, a.ts_us, a.ts_us + a.coarse_us AS last_us, a.group_no, a.tactic_no, a.kol_no, a.kind_no, a.activity_id, w.window_us AS width_us,
  int_div(a.ts_us, w.window_us) AS bucket_no
FROM activities a CROSS JOIN (SELECT DISTINCT window_us FROM goals) w
WHERE a.person_no IS NOT NULL AND a.kind_no IN (SELECT kind_no FROM reach_rules WHERE reach = 'actor')
