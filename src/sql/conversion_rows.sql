-- A row is one landed result, once, as known at as_of: repeats are removed, missing ids derived from the content.
-- Reads: in_conversions, conversion_repeats, settings
WITH known AS (
  SELECT
    c.conversion_id, c.ts_us, c.user_id, c.goal, c.value_minor, c.currency, c.code, c.status, c.goal_mask, c.file_no,
    coalesce(c.ingested_at_us, c.ts_us) AS seen_us, CASE WHEN s.conversions_parts THEN 0 ELSE c.file_no END AS export_no
  FROM in_conversions c CROSS JOIN settings s
  WHERE c.problem IS NULL AND c.ts_us <= s.as_of_us AND coalesce(c.ingested_at_us, c.ts_us) <= s.as_of_us
),
single AS (
  SELECT k.conversion_id, k.ts_us, k.user_id, k.value_minor, k.currency, k.code, k.goal_mask
  FROM known k ANTI JOIN conversion_repeats r ON r.repeated_id = k.conversion_id
  WHERE k.conversion_id IS NOT NULL
),
ranked AS (
  SELECT k.conversion_id, k.ts_us, k.user_id, k.value_minor, k.currency, k.code, k.goal_mask,
    row_number() OVER (PARTITION BY k.conversion_id ORDER BY k.seen_us DESC, k.file_no DESC, k.ts_us DESC, k.user_id DESC, k.goal DESC NULLS LAST,
      k.value_minor DESC NULLS LAST, k.currency DESC NULLS LAST, k.code DESC NULLS LAST, k.status DESC NULLS LAST, k.goal_mask DESC) AS choice
  FROM known k SEMI JOIN conversion_repeats r ON r.repeated_id = k.conversion_id
),
described AS (
  SELECT known.*,
    md5(coalesce(user_id, '') || chr(31) || CAST(ts_us AS STRING) || chr(31) || coalesce(goal, '') || chr(31)
      || coalesce(CAST(value_minor AS STRING), '') || chr(31) || coalesce(currency, '') || chr(31) || coalesce(code, '')
      || chr(31) || coalesce(status, '') || chr(31) || CAST(goal_mask AS STRING)) AS content
  FROM known WHERE conversion_id IS NULL
),
counted AS (
  SELECT described.*, row_number() OVER (PARTITION BY content, export_no ORDER BY seen_us, file_no) AS occurrence FROM described
),
derived AS (
  SELECT md5(content || chr(31) || CAST(occurrence AS STRING)) AS derived_id, min(ts_us) AS at_us, min(user_id) AS by_user,
    min(value_minor) AS minor, min(currency) AS money, min(code) AS with_code, min(goal_mask) AS mask
  FROM counted GROUP BY content, occurrence
)
SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask FROM single
UNION ALL
SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask FROM ranked WHERE choice = 1
UNION ALL
SELECT derived_id, at_us, by_user, minor, money, with_code, mask FROM derived
