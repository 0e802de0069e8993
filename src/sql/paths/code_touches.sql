-- A row is one conversion, reported or not, and one known code it carried: a touch at the conversion's own time,
-- which needs no identity.
-- What the code does not name comes from its group at that time: the tactic that holds it, the KOL who runs it.
-- Reads: conversions, code_uses, in_codes, groups, tactic_list, kol_list, kinds, tactic_spans
WITH candidates AS (
  SELECT c.conversion_no, c.ts_us, x.code, g.group_no, coalesce(t.tactic_no, h.tactic_no) AS tactic_no,
    coalesce(k.kol_no, g.kol_no) AS kol_no,
    row_number() OVER (PARTITION BY c.conversion_no, x.code
      ORDER BY coalesce(x.valid_from_us, -9000000000000000000) DESC,
      g.group_no NULLS LAST, t.tactic_no NULLS LAST, k.kol_no NULLS LAST) AS choice
  FROM conversions c
  JOIN code_uses u ON u.written = c.code
  JOIN in_codes x ON x.code = u.code
  LEFT JOIN groups g ON g.group_id = x.group_id
  LEFT JOIN tactic_list t ON t.tactic_id = x.tactic_id
  LEFT JOIN tactic_spans h ON h.group_no = g.group_no AND h.from_us <= c.ts_us AND c.ts_us < h.to_us
  LEFT JOIN kol_list k ON k.kol_id = x.kol_id
  WHERE x.problem IS NULL AND coalesce(c.barred, '') <> 'excluded_person'
    AND c.ts_us >= coalesce(x.valid_from_us, -9000000000000000000)
    AND c.ts_us < coalesce(x.valid_to_us, 9000000000000000000)
)
SELECT d.conversion_no, d.ts_us AS touch_us, 'code:' || d.code AS activity_id,
  CAST(d.group_no AS INTEGER) AS group_no,
  CAST(d.tactic_no AS INTEGER) AS tactic_no, CAST(d.kol_no AS INTEGER) AS kol_no,
  CAST(k.kind_no AS INTEGER) AS kind_no,
  CAST(1 AS BIGINT) AS touches, 1e0 AS weight
FROM candidates d JOIN kinds k ON k.kind = 'code'
WHERE d.choice = 1
