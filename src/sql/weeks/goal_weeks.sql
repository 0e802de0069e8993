-- A row is one goal and week: how many people landed, and net results at equal age: less only what was reversed
-- within as many days after the end of the week as as_of is after the end of the last complete week of the reported
-- period, so that refunds still to come do not look like a rise.
-- Reads: conversions, reversal_parts, settings
WITH period_end AS (
  SELECT local_day(least(s.to_us, s.as_of_us) - 1, s.zone) AS last_day FROM settings s
),
days AS (
  SELECT c.goal_no, c.conversion_id, c.value_minor, local_day(c.ts_us, s.zone) AS day_no,
    s.week_shift, s.zone,
    local_day(s.as_of_us - 1, s.zone) - (e.last_day - (e.last_day + 1 + s.week_shift) % 7) AS age_days,
    CASE WHEN c.person_no IS NOT NULL THEN 'p' || CAST(c.person_no AS STRING)
      WHEN c.user_id IS NOT NULL THEN 'u' || c.user_id ELSE 'c' || c.conversion_id END AS who
  FROM conversions c CROSS JOIN settings s CROSS JOIN period_end e
),
weeks_of AS (
  SELECT days.*, day_no - (day_no + week_shift) % 7 AS week_day FROM days
),
back AS (
  SELECT w.goal_no, w.conversion_id, CAST(sum(r.taken_minor) AS BIGINT) AS taken_minor, max(r.ends_it) AS is_back
  FROM weeks_of w JOIN reversal_parts r ON r.conversion_id = w.conversion_id
  WHERE local_day(r.ts_us, w.zone) < w.week_day + 7 + w.age_days
  GROUP BY w.goal_no, w.conversion_id
),
aged AS (
  SELECT w.goal_no, w.week_day, w.who, coalesce(b.is_back, 0) AS is_back,
    w.value_minor - coalesce(b.taken_minor, 0) AS aged_minor
  FROM weeks_of w LEFT JOIN back b ON b.goal_no = w.goal_no AND b.conversion_id = w.conversion_id
)
SELECT goal_no, week_day, count(DISTINCT who) AS people, count(*) AS conversions,
  CAST(sum(1 - is_back) AS BIGINT) AS conversions_aged,
  sum(CAST(aged_minor AS DECIMAL(38, 0))) AS aged_minor
FROM aged
GROUP BY goal_no, week_day
