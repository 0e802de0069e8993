-- A row is one activity with its dense numbers: group, member, person, kind, tactic and KOL at that moment.
-- It happened between ts_us and ts_us + coarse_us (0 except for sources with coarse times).
-- Reads: activity_rows, groups, members, kinds, tactic_list, tactic_spans, kol_spans
SELECT a.ts_us, greatest(CAST(floor(coalesce(a.ts_precision_s, 0e0) * 1000000e0) AS BIGINT) - 1, 0) AS coarse_us,
  a.activity_id, CAST(g.group_no AS INTEGER) AS group_no, m.member_no, m.person_no,
  CAST(k.kind_no AS INTEGER) AS kind_no,
  CAST(coalesce(t.tactic_no, s.tactic_no) AS INTEGER) AS tactic_no,
  CAST(coalesce(c.kol_no, g.kol_no) AS INTEGER) AS kol_no,
  CASE WHEN a.role IN ('bot', 'system') OR a.kind IN ('bot_message', 'system') THEN 1 ELSE 0 END AS is_machine
FROM activity_rows a
JOIN groups g ON g.group_id = a.group_id
JOIN kinds k ON k.kind = a.kind
LEFT JOIN members m ON m.member_id = a.member_id
LEFT JOIN tactic_list t ON t.tactic_id = a.tactic_id
LEFT JOIN tactic_spans s ON s.group_no = g.group_no AND s.from_us <= a.ts_us AND a.ts_us < s.to_us
LEFT JOIN kol_spans c ON c.member_no = m.member_no AND c.from_us <= a.ts_us AND a.ts_us < c.to_us
