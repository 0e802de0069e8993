-- A row is one conversion of one goal: who, when, how much, how much was reversed, and why its person may have no
-- path.
-- path_person_no is the person whose touches may earn credit; if it is NULL, barred says why. person_no is NULL for a
-- quarantined set of ids, which is several people; linked_no is the set of ids, quarantined or not.
-- is_once is 1 in the first headline goal that a conversion matches, is_value_once in the first of those with a value:
-- summed over the headline goals, they count every conversion once.
-- Reads: conversion_rows, goals, person_ids, people, in_exclusions, reversal_sums, homes, in_users, settings
WITH excluded_users AS (
  SELECT DISTINCT id FROM in_exclusions WHERE problem IS NULL AND id_type = 'user'
),
first_orders AS (
  SELECT i.person_no AS of_person, min(u.first_order_at_us) AS first_order_us
  FROM in_users u JOIN person_ids i ON i.node_key = 'user:' || u.user_id WHERE u.problem IS NULL
  GROUP BY i.person_no
),
ordered_goals AS (
  SELECT goal_no, bit, has_value, is_headline,
    CAST(coalesce(sum(CASE WHEN is_headline THEN bit ELSE 0 END) OVER (ORDER BY goal_no
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS earlier_bits,
    CAST(coalesce(sum(CASE WHEN is_headline AND has_value THEN bit ELSE 0 END) OVER (ORDER BY goal_no
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS earlier_valued_bits
  FROM goals
),
matched AS (
  SELECT g.goal_no, c.conversion_id, c.ts_us, c.user_id, c.code,
    CASE WHEN g.has_value THEN c.value_minor END AS minor, c.value_minor AS whole_minor,
    CASE WHEN g.is_headline AND (c.goal_mask & g.earlier_bits) = 0 THEN 1 ELSE 0 END AS is_once,
    CASE WHEN g.is_headline AND g.has_value AND (c.goal_mask & g.earlier_valued_bits) = 0 THEN 1
      ELSE 0 END AS is_value_once,
    CASE WHEN c.ts_us >= s.from_us AND c.ts_us < s.to_us THEN 1 ELSE 0 END AS is_reported,
    CASE WHEN NOT coalesce(p.quarantined, false) THEN i.person_no END AS person_no, i.person_no AS linked_no, p.bucket,
    CASE WHEN x.id IS NOT NULL OR coalesce(p.excluded, false) THEN 'excluded_person'
         WHEN coalesce(p.quarantined, false) THEN 'quarantined_identity'
         WHEN coalesce(p.members, 0) = 0 THEN 'no_identity' END AS barred,
    f.first_order_us
  FROM conversion_rows c
  JOIN ordered_goals g ON int_div(c.goal_mask, g.bit) % 2 = 1
  CROSS JOIN settings s
  LEFT JOIN person_ids i ON i.node_key = 'user:' || c.user_id
  LEFT JOIN people p ON p.person_no = i.person_no
  LEFT JOIN excluded_users x ON x.id = c.user_id
  LEFT JOIN first_orders f ON f.of_person = i.person_no
),
histories AS (
  SELECT m.person_no, h.joined_us, h.group_no, min(least(m.ts_us, coalesce(m.first_order_us, m.ts_us))) AS first_us,
    max(CASE WHEN m.ts_us < h.joined_us THEN m.ts_us END) AS last_before_us
  FROM matched m JOIN homes h ON h.person_no = m.person_no
  GROUP BY m.person_no, h.joined_us, h.group_no
),
started AS (
  SELECT min(ts_us) AS history_us FROM conversion_rows
),
numbered AS (
  SELECT g.goal_no, c.conversion_id,
    CAST(row_number() OVER (ORDER BY g.goal_no, c.conversion_id) AS BIGINT) AS conversion_no
  FROM conversion_rows c JOIN goals g ON int_div(c.goal_mask, g.bit) % 2 = 1
)
SELECT n.conversion_no, m.goal_no,
  m.conversion_id, m.ts_us, m.user_id, m.code,
  m.minor AS value_minor, m.is_once, m.is_value_once, m.is_reported, m.person_no, m.linked_no, m.barred,
  CASE WHEN m.barred IS NULL THEN m.person_no END AS path_person_no,
  coalesce(m.bucket, hash_no(coalesce(m.user_id, m.conversion_id)) % 100) AS bucket,
  hash_no(m.conversion_id) AS random_no,
  CASE WHEN r.conversion_id IS NOT NULL AND (r.is_whole = 1 OR r.reversed_minor >= coalesce(m.whole_minor, 0)) THEN 1
    ELSE 0 END AS is_reversed,
  CASE WHEN r.conversion_id IS NULL THEN m.minor WHEN r.is_whole = 1 OR r.reversed_minor >= m.minor THEN m.minor * 0
    ELSE m.minor - r.reversed_minor END AS net_minor,
  CASE WHEN h.joined_us IS NULL THEN 'unknown'
       WHEN h.first_us < h.joined_us
       AND coalesce(h.last_before_us, h.first_us) < h.joined_us - 7776000000000 THEN 'reactivated'
       WHEN h.first_us < h.joined_us THEN 'existing'
       WHEN h.joined_us < z.history_us AND m.first_order_us IS NULL THEN 'unknown'
       ELSE 'new' END AS member_class
FROM matched m
JOIN numbered n ON n.goal_no = m.goal_no AND n.conversion_id = m.conversion_id
LEFT JOIN reversal_sums r ON r.conversion_id = m.conversion_id
LEFT JOIN histories h ON h.person_no = m.person_no
CROSS JOIN started z
