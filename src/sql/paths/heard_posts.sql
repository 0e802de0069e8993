-- A row is one activity that reaches everybody present, once for every width of window of the goals that it counts for.
-- Kind: view
-- Reads: posts, post_widths
SELECT p.ts_us, p.last_us, p.activity_id, p.group_no, p.tactic_no, p.kol_no, p.kind_no, p.poster_no, p.day_no,
  p.post_no, w.window_us AS width_us,
  int_div(p.ts_us, w.window_us) AS bucket_no
FROM posts p JOIN post_widths w ON w.kind_no = p.kind_no
