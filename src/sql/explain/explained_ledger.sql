-- A row is one row of the ledger of an explained conversion, with names and the business day.
-- Made by `grouplift explain` after the recipe.
-- Reads: explained, credit_rows, reaches, kinds, groups, tactic_list, settings
SELECT r.*, w.reach, local_day(r.touch_us, s.zone) AS day_no, k.kind, coalesce(g.name, g.label) AS group_name,
  coalesce(t.name, t.label) AS tactic_name
FROM credit_rows r
JOIN explained e ON e.conversion_no = r.conversion_no
JOIN reaches w ON w.reach_no = r.reach_no
JOIN kinds k ON k.kind_no = r.kind_no
LEFT JOIN groups g ON g.group_no = r.group_no
LEFT JOIN tactic_list t ON t.tactic_no = r.tactic_no
CROSS JOIN settings s
