-- A row is one touch in its place on the path of one conversion, oldest first; these are the columns a model's weight may use.
-- Kind: view
-- Reads: pairs, skipped_kinds
SELECT p.conversion_no, p.touch_us, p.activity_id, p.group_no, p.tactic_no, p.kol_no, p.kind_no, p.reach, p.touches, p.weight,
  row_number() OVER along AS position,
  count(*) OVER whole AS path_length,
  CAST(sum(p.touches) OVER before_and_now AS BIGINT) AS touches_so_far,
  CAST(sum(p.touches) OVER whole AS BIGINT) AS path_touches,
  first_value(p.touches) OVER whole AS first_touches,
  last_value(p.touches) OVER whole AS last_touches,
  (max(p.touch_us) OVER whole - p.touch_us) / 86400000000e0 AS days_before_last,
  CASE WHEN k.kind_no IS NULL THEN 1 ELSE 0 END AS is_kept,
  CAST(sum(CASE WHEN k.kind_no IS NULL THEN 1 ELSE 0 END) OVER before_and_now AS BIGINT) AS kept_so_far,
  CAST(sum(CASE WHEN k.kind_no IS NULL THEN 1 ELSE 0 END) OVER whole AS BIGINT) AS path_kept,
  hash_no(first_value(p.activity_id) OVER whole || chr(31) || last_value(p.activity_id) OVER whole) % (sum(p.touches) OVER whole) AS random_touch_no
FROM pairs p
LEFT JOIN skipped_kinds k ON k.kind_no = p.kind_no
WINDOW along AS (PARTITION BY p.conversion_no ORDER BY p.touch_us, p.activity_id, p.group_no, p.kind_no),
  before_and_now AS (PARTITION BY p.conversion_no ORDER BY p.touch_us, p.activity_id, p.group_no, p.kind_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
  whole AS (PARTITION BY p.conversion_no ORDER BY p.touch_us, p.activity_id, p.group_no, p.kind_no ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
