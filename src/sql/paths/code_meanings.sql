-- A row is one conversion, reported or not, and one known code that it carried, with what the code stood for at that
-- time: of several rows of the codes table that were valid then, the one that became valid last.
-- Reads: conversions, code_uses, in_codes, groups, tactic_list, kol_list
WITH candidates AS (
  SELECT c.conversion_no, c.ts_us, c.barred, x.code, g.group_no, g.kol_no AS group_kol_no, t.tactic_no, k.kol_no,
    row_number() OVER (PARTITION BY c.conversion_no, x.code
      ORDER BY coalesce(x.valid_from_us, -9000000000000000000) DESC,
      g.group_no NULLS LAST, t.tactic_no NULLS LAST, k.kol_no NULLS LAST) AS choice
  FROM conversions c
  JOIN code_uses u ON u.written = c.code
  JOIN in_codes x ON x.code = u.code
  LEFT JOIN groups g ON g.group_id = x.group_id
  LEFT JOIN tactic_list t ON t.tactic_id = x.tactic_id
  LEFT JOIN kol_list k ON k.kol_id = x.kol_id
  WHERE x.problem IS NULL AND c.ts_us >= coalesce(x.valid_from_us, -9000000000000000000)
    AND c.ts_us < coalesce(x.valid_to_us, 9000000000000000000)
)
SELECT conversion_no, ts_us, barred, code, group_no, group_kol_no, tactic_no, kol_no FROM candidates WHERE choice = 1
