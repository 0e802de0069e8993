-- A row is one landed result, once, as known at as_of: repeats are removed, missing ids derived from the content.
-- Reads: in_conversions, settings
WITH known AS (
  SELECT
    c.conversion_id, c.ts_us, c.user_id, c.value_minor, c.currency, c.code, c.goal_mask, c.file_no,
    coalesce(c.ingested_at_us, c.ts_us) AS seen_us,
    md5(coalesce(c.user_id, '') || chr(31) || CAST(c.ts_us AS VARCHAR) || chr(31) || coalesce(c.goal, '') || chr(31)
      || coalesce(CAST(c.value_minor AS VARCHAR), '') || chr(31) || coalesce(c.currency, '') || chr(31) || coalesce(c.code, '')
      || chr(31) || coalesce(c.status, '') || chr(31) || CAST(c.goal_mask AS VARCHAR)) AS content,
    CASE WHEN s.conversions_parts THEN 0 ELSE c.file_no END AS export_no
  FROM in_conversions c CROSS JOIN settings s
  WHERE c.problem IS NULL AND c.ts_us <= s.as_of_us AND coalesce(c.ingested_at_us, c.ts_us) <= s.as_of_us
),
ranked AS (
  SELECT known.*, row_number() OVER (PARTITION BY conversion_id ORDER BY seen_us DESC, file_no DESC, content DESC) AS choice
  FROM known WHERE conversion_id IS NOT NULL
),
counted AS (
  SELECT known.*, row_number() OVER (PARTITION BY content, export_no ORDER BY seen_us, file_no) AS occurrence
  FROM known WHERE conversion_id IS NULL
),
derived AS (
  SELECT md5(content || chr(31) || CAST(occurrence AS VARCHAR)) AS derived_id, min(ts_us) AS at_us, min(user_id) AS by_user,
    min(value_minor) AS minor, min(currency) AS money, min(code) AS with_code, min(goal_mask) AS mask
  FROM counted GROUP BY content, occurrence
)
SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask FROM ranked WHERE choice = 1
UNION ALL
SELECT derived_id, at_us, by_user, minor, money, with_code, mask FROM derived
