-- A row is one landed result, once, as known at as_of: repeats are removed, missing ids derived from the content.
-- If an id appears more than once, one version is kept or its rows are added up; results whose state says that they
-- have not landed are left out.
-- Reads: in_conversions, conversion_repeats, conversion_versions, settings
WITH known AS (
  SELECT
    c.conversion_id, c.ts_us, c.user_id, c.goal, c.value_minor, c.currency, c.code, c.status, c.goal_mask,
    c.is_landed, c.file_no,
    coalesce(c.ingested_at_us, c.ts_us) AS seen_us,
    CASE WHEN s.conversions_parts THEN 0 ELSE c.file_no END AS export_no
  FROM in_conversions c CROSS JOIN settings s
  WHERE c.problem IS NULL AND c.ts_us <= s.as_of_us AND coalesce(c.ingested_at_us, c.ts_us) <= s.as_of_us
),
single AS (
  SELECT k.conversion_id, k.ts_us, k.user_id, k.value_minor, k.currency, k.code, k.goal_mask, k.goal
  FROM known k ANTI JOIN conversion_repeats r ON r.repeated_id = k.conversion_id
  WHERE k.conversion_id IS NOT NULL AND k.is_landed = 1
),
chosen AS (
  SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask, goal
  FROM conversion_versions WHERE choice = 1 AND is_landed = 1 AND on_conflict <> 'sum'
),
summed AS (
  SELECT conversion_id, min(ts_us) AS at_us, min(user_id) AS by_user, CAST(sum(value_minor) AS BIGINT) AS minor,
    min(currency) AS money,
    min(code) AS with_code, min(goal_mask) AS mask, min(goal) AS of_goal
  FROM conversion_versions WHERE is_landed = 1 AND on_conflict = 'sum' GROUP BY conversion_id
),
described AS (
  SELECT known.*,
    md5(coalesce(user_id, '') || chr(31) || CAST(ts_us AS STRING) || chr(31) || coalesce(goal, '') || chr(31)
      || coalesce(CAST(value_minor AS STRING), '') || chr(31) || coalesce(currency, '') || chr(31)
      || coalesce(code, '')
      || chr(31) || coalesce(status, '') || chr(31) || CAST(goal_mask AS STRING)) AS content
  FROM known WHERE conversion_id IS NULL AND is_landed = 1
),
counted AS (
  SELECT described.*, row_number() OVER (PARTITION BY content, export_no ORDER BY seen_us, file_no) AS occurrence
  FROM described
),
derived AS (
  SELECT md5(content || chr(31) || CAST(occurrence AS STRING)) AS derived_id, min(ts_us) AS at_us,
    min(user_id) AS by_user,
    min(value_minor) AS minor, min(currency) AS money, min(code) AS with_code, min(goal_mask) AS mask,
    min(goal) AS of_goal
  FROM counted GROUP BY content, occurrence
)
SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask, goal FROM single
UNION ALL
SELECT conversion_id, ts_us, user_id, value_minor, currency, code, goal_mask, goal FROM chosen
UNION ALL
SELECT conversion_id, at_us, by_user, minor, money, with_code, mask, of_goal FROM summed
UNION ALL
SELECT derived_id, at_us, by_user, minor, money, with_code, mask, of_goal FROM derived
