-- A row is one conversion, reported or not, and one known code it carried: a touch at the conversion's own time,
-- which needs no identity.
-- What the code does not name comes from its group at that time: the tactic that holds it, the KOL who runs it.
-- Reads: code_meanings, kinds, tactic_spans
SELECT d.conversion_no, d.ts_us AS touch_us, 'code:' || d.code AS activity_id,
  CAST(d.group_no AS INTEGER) AS group_no,
  CAST(coalesce(d.tactic_no, h.tactic_no) AS INTEGER) AS tactic_no,
  CAST(coalesce(d.kol_no, d.group_kol_no) AS INTEGER) AS kol_no,
  CAST(k.kind_no AS INTEGER) AS kind_no,
  CAST(1 AS BIGINT) AS touches, 1e0 AS weight
FROM code_meanings d JOIN kinds k ON k.kind = 'code'
LEFT JOIN tactic_spans h ON h.group_no = d.group_no AND h.from_us <= d.ts_us AND d.ts_us < h.to_us
WHERE coalesce(d.barred, '') <> 'excluded_person'
