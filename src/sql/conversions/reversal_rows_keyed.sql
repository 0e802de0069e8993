-- A row is one reversal of one conversion, if several columns together form the id of a conversion (`key`).
-- A reversal that names a whole id belongs to that conversion. One that names only the id (the order of a line)
-- belongs to every conversion with that id, if these have the same user and goal:
-- without a value it reverses all of them; with one, it is subtracted from them in order. Conversions without a value
-- are skipped if others have one. A reversal of 0 takes nothing back, and is left out.
-- is_vague: several users or goals have that id; such a reversal reverses nothing.
-- Reads: reversal_versions, in_conversions, conversion_rows
WITH once AS (
  SELECT conversion_id AS named_id, ts_us, value_minor, reason, known_us,
    row_number() OVER (PARTITION BY conversion_id, ts_us, value_minor, reason
      ORDER BY reversal_id NULLS FIRST, occurrence) AS occurrence
  FROM reversal_versions WHERE coalesce(value_minor, 1) <> 0
),
bases AS (
  SELECT DISTINCT conversion_id AS whole_id, base_id FROM in_conversions
  WHERE problem IS NULL AND base_id <> conversion_id
),
members AS (
  SELECT b.base_id, c.conversion_id, c.ts_us, c.user_id, c.goal, c.value_minor,
    max(CASE WHEN c.value_minor IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY b.base_id) AS any_value
  FROM conversion_rows c JOIN bases b ON b.whole_id = c.conversion_id
),
lines AS (
  SELECT m.base_id, m.conversion_id, m.any_value, coalesce(m.value_minor, 0) AS minor,
    row_number() OVER (PARTITION BY m.base_id ORDER BY m.ts_us DESC, m.conversion_id DESC) AS from_last,
    coalesce(sum(m.value_minor) OVER (PARTITION BY m.base_id
      ORDER BY m.ts_us, m.conversion_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS start_minor
  FROM members m WHERE m.any_value = 0 OR m.value_minor IS NOT NULL
),
clear_bases AS (
  SELECT base_id AS of_base, CASE WHEN count(DISTINCT user_id) > 1 OR count(DISTINCT goal) > 1 THEN 1
    ELSE 0 END AS is_vague
  FROM members WHERE any_value = 0 OR value_minor IS NOT NULL GROUP BY base_id
),
whole AS (
  SELECT o.* FROM once o SEMI JOIN conversion_rows c ON c.conversion_id = o.named_id
),
rest AS (
  SELECT o.*, b.is_vague FROM once o ANTI JOIN conversion_rows c ON c.conversion_id = o.named_id
  LEFT JOIN clear_bases b ON b.of_base = o.named_id
),
placed AS (
  SELECT r.*, coalesce(sum(r.value_minor) OVER (PARTITION BY r.named_id
    ORDER BY r.ts_us, r.reason NULLS FIRST, r.value_minor NULLS FIRST, r.occurrence
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS taken_minor
  FROM rest r WHERE r.is_vague = 0
),
parts AS (
  SELECT l.conversion_id, p.ts_us, p.reason, p.known_us, p.occurrence,
    CASE WHEN p.value_minor IS NULL OR l.any_value = 0 THEN p.value_minor
         ELSE CAST((CASE WHEN l.from_last = 1 THEN p.taken_minor + p.value_minor
           ELSE least(l.start_minor + l.minor, p.taken_minor + p.value_minor) END)
           - greatest(l.start_minor, p.taken_minor) AS BIGINT) END AS value_minor
  FROM placed p JOIN lines l ON l.base_id = p.named_id
)
SELECT named_id AS conversion_id, ts_us, value_minor, reason, known_us, occurrence, 0 AS is_vague FROM whole
UNION ALL
SELECT named_id, ts_us, value_minor, reason, known_us, occurrence, coalesce(is_vague, 0) FROM rest
WHERE coalesce(is_vague, 1) = 1
UNION ALL
SELECT conversion_id, ts_us, value_minor, reason, known_us,
  row_number() OVER (PARTITION BY conversion_id, ts_us, value_minor, reason ORDER BY occurrence), 0
FROM parts WHERE value_minor IS NULL OR value_minor > 0
