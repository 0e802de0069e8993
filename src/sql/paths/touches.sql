-- A row is one activity that counts as an actor touch, once for every width of window of the goals that it counts for.
-- Kind: view
-- Reads: activities, touch_widths
SELECT a.person_no, a.ts_us, a.ts_us + a.coarse_us AS last_us, a.group_no, a.tactic_no, a.kol_no, a.kind_no,
  a.activity_id, w.window_us AS width_us,
  int_div(a.ts_us, w.window_us) AS bucket_no
FROM activities a JOIN touch_widths w ON w.kind_no = a.kind_no
WHERE a.person_no IS NOT NULL
