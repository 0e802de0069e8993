-- A row is one row of a conversion id that appears more than once, as known at as_of: equal rows are kept as often as
-- one file has them, so that overlapping exports add nothing.
-- If rows are versions, place 1 is the one kept: the newest (or first) by arrival, otherwise by the position of their
-- file in the list. Several rows share a place if nothing orders them.
-- Reads: in_conversions, conversion_repeats, settings
WITH known AS (
  SELECT c.conversion_id, c.ts_us, c.user_id, c.goal, c.value_minor, c.currency, c.code, c.status, c.goal_mask,
    c.is_landed,
    c.ingested_at_us, c.first_entry, c.last_entry,
    CASE WHEN s.conversions_parts THEN 0 ELSE c.file_no END AS export_no,
    dense_rank() OVER (PARTITION BY c.conversion_id
      ORDER BY c.ts_us, c.user_id NULLS FIRST, c.goal NULLS FIRST, c.value_minor NULLS FIRST,
      c.currency NULLS FIRST, c.code NULLS FIRST, c.status NULLS FIRST, c.goal_mask, c.is_landed) AS content_no
  FROM in_conversions c SEMI JOIN conversion_repeats r ON r.repeated_id = c.conversion_id CROSS JOIN settings s
  WHERE c.problem IS NULL AND c.ts_us <= s.as_of_us AND coalesce(c.ingested_at_us, c.ts_us) <= s.as_of_us
),
counted AS (
  SELECT known.*,
    row_number() OVER (PARTITION BY conversion_id, content_no, export_no
      ORDER BY ingested_at_us NULLS FIRST, first_entry) AS occurrence,
    row_number() OVER (PARTITION BY conversion_id, content_no, export_no, ingested_at_us ORDER BY first_entry) AS twin
  FROM known
),
merged AS (
  SELECT conversion_id, content_no, occurrence, min(ts_us) AS ts_us, min(user_id) AS user_id, min(goal) AS goal,
    min(value_minor) AS value_minor,
    min(currency) AS currency, min(code) AS code, min(status) AS status, min(goal_mask) AS goal_mask,
    min(is_landed) AS is_landed,
    min(ingested_at_us) AS first_us, max(ingested_at_us) AS last_us, count(*) - count(ingested_at_us) AS undated,
    min(first_entry) AS first_entry, max(last_entry) AS last_entry, max(twin) AS twins
  FROM counted GROUP BY conversion_id, content_no, occurrence
),
dated AS (
  SELECT m.*, s.on_conflict, max(undated) OVER (PARTITION BY conversion_id) AS id_undated FROM merged m
  CROSS JOIN settings s
),
ranked AS (
  SELECT d.*,
    CASE WHEN id_undated > 0 OR on_conflict IN ('sum', 'error') THEN 0 WHEN on_conflict = 'first' THEN 0 - first_us
      ELSE last_us END AS arrived,
    CASE WHEN on_conflict = 'first' THEN 0 - first_entry WHEN on_conflict = 'latest' THEN last_entry
      ELSE 0 END AS listed
  FROM dated d
)
SELECT conversion_id, content_no, occurrence, ts_us, user_id, goal, value_minor, currency, code, status, goal_mask,
  is_landed, id_undated, twins, on_conflict,
  rank() OVER (PARTITION BY conversion_id ORDER BY arrived DESC, listed DESC) AS place,
  row_number() OVER (PARTITION BY conversion_id
    ORDER BY arrived DESC, listed DESC, content_no DESC, occurrence) AS choice
FROM ranked
