-- A row is one group and week with landed results of its own people (those whose home it was then) for the headline
-- goals, each result once, and what was reversed that week.
-- Reads: conversions, reversal_parts, home_spans, settings
WITH landed AS (
  SELECT h.group_no, local_day(c.ts_us, s.zone) AS day_no, s.week_shift, c.is_once AS landed,
    CASE WHEN c.is_value_once = 1 THEN coalesce(c.value_minor, 0) ELSE 0 END AS minor, 0 AS back_minor
  FROM conversions c
  JOIN home_spans h ON h.person_no = c.person_no AND c.ts_us >= h.from_us AND c.ts_us < h.to_us CROSS JOIN settings s
  WHERE c.is_once = 1 OR c.is_value_once = 1
  UNION ALL
  SELECT h.group_no, local_day(r.ts_us, s.zone) AS day_no, s.week_shift, 0, 0,
    r.taken_minor
  FROM conversions c
  JOIN home_spans h ON h.person_no = c.person_no AND c.ts_us >= h.from_us AND c.ts_us < h.to_us
  JOIN reversal_parts r ON r.conversion_id = c.conversion_id CROSS JOIN settings s
  WHERE c.is_value_once = 1
)
SELECT group_no, day_no - (day_no + week_shift) % 7 AS week_day, CAST(sum(landed) AS BIGINT) AS landed,
  CAST(sum(minor) AS BIGINT) AS value_minor, CAST(sum(back_minor) AS BIGINT) AS reversed_minor
FROM landed
GROUP BY group_no, day_no - (day_no + week_shift) % 7
