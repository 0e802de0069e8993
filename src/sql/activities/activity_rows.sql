-- A row is one activity, once, as known at as_of: repeats are removed, missing ids derived from the content.
-- Kind: view
-- Reads: in_activities, activity_repeats, settings
WITH known AS (
  SELECT a.*, coalesce(a.ingested_at_us, a.ts_us) AS seen_us,
    CASE WHEN s.activities_parts THEN 0 ELSE a.file_no END AS export_no
  FROM in_activities a CROSS JOIN settings s
  WHERE a.problem IS NULL AND a.ts_us <= s.as_of_us AND coalesce(a.ingested_at_us, a.ts_us) <= s.as_of_us
),
single AS (
  SELECT k.activity_id, k.ts_us, k.ts_precision_s, k.group_id, k.kind, k.member_id, k.role, k.tactic_id
  FROM known k ANTI JOIN activity_repeats r ON r.of_id = k.activity_id AND r.of_group = k.group_id
    AND r.of_platform = coalesce(k.platform, '')
  WHERE k.activity_id IS NOT NULL
),
repeated AS (
  SELECT k.activity_id, k.ts_us, k.ts_precision_s, k.group_id, k.kind, k.member_id, k.role, k.tactic_id,
    row_number() OVER (PARTITION BY k.platform, k.group_id, k.activity_id ORDER BY k.seen_us DESC, k.file_no DESC,
      k.ts_us DESC, k.kind DESC, k.member_id DESC NULLS LAST, k.role DESC NULLS LAST, k.tactic_id DESC NULLS LAST,
      k.ts_precision_s DESC NULLS LAST) AS choice
  FROM known k SEMI JOIN activity_repeats r ON r.of_id = k.activity_id AND r.of_group = k.group_id
    AND r.of_platform = coalesce(k.platform, '')
),
counted AS (
  SELECT k.ts_us, k.ts_precision_s, k.group_id, k.kind, k.member_id, k.role, k.tactic_id,
    md5(CAST(k.ts_us AS STRING) || chr(31) || k.group_id || chr(31) || k.kind || chr(31) || coalesce(k.member_id, '')
      || chr(31)
      || coalesce(k.role, '') || chr(31) || coalesce(k.tactic_id, '') || chr(31) || coalesce(k.code, '') || chr(31)
      || coalesce(k.reply_to, '') || chr(31) || coalesce(CAST(k.text_length AS STRING), '') || chr(31)
      || coalesce(k.platform, '')
      || chr(31) || coalesce(CAST(CAST(floor(k.amount * 1000e0 + 0.5e0) AS BIGINT) AS STRING), '')) AS content,
        k.export_no, k.seen_us, k.file_no
  FROM known k WHERE k.activity_id IS NULL
),
numbered AS (
  SELECT counted.*, row_number() OVER (PARTITION BY content, export_no ORDER BY seen_us, file_no) AS occurrence
  FROM counted
),
derived AS (
  SELECT md5(content || chr(31) || CAST(occurrence AS STRING)) AS derived_id, min(ts_us) AS at_us,
    min(ts_precision_s) AS precision_s,
    min(group_id) AS in_group, min(kind) AS of_kind, min(member_id) AS by_member, min(role) AS as_role,
    min(tactic_id) AS in_tactic
  FROM numbered GROUP BY content, occurrence
)
SELECT activity_id, ts_us, ts_precision_s, group_id, kind, member_id, role, tactic_id FROM single
UNION ALL
SELECT activity_id, ts_us, ts_precision_s, group_id, kind, member_id, role, tactic_id FROM repeated WHERE choice = 1
UNION ALL
SELECT derived_id, at_us, precision_s, in_group, of_kind, by_member, as_role, in_tactic FROM derived
