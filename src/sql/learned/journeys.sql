-- A row is one touch on one journey: a path that a conversion closed (closing_us), or one that led to nothing within
-- the window (closing_us is NULL).
-- A conversion closes the touches since the previous one that lie in their window; a path to nothing ends at a gap
-- longer than the window.
-- Touches whose window is not over yet are left out: whether they lead to something is not known. Each touch has up
-- to four preceding channels next to it, as many as a state of the Markov chain remembers.
-- Reads: journey_touches, journey_ends, touch_channels, goals, settings
WITH events AS (
  SELECT t.goal_no, t.person_no, t.bucket, t.ts_us, t.last_us, t.window_us, t.rank_no, t.activity_id, t.group_no,
    t.kind_no, x.channel_no
  FROM journey_touches t
  JOIN touch_channels x ON x.group_no = coalesce(t.group_no, 0) AND x.tactic_no = coalesce(t.tactic_no, 0)
    AND x.kol_no = coalesce(t.kol_no, 0) AND x.kind_no = t.kind_no
  UNION ALL
  SELECT goal_no, person_no, bucket, ts_us, ts_us AS last_us, CAST(0 AS BIGINT) AS window_us, 2 AS rank_no, NULL,
    NULL, NULL, NULL
  FROM journey_ends
),
followed AS (
  SELECT events.*, min(CASE WHEN rank_no = 2 THEN ts_us END) OVER (PARTITION BY goal_no, person_no
    ORDER BY ts_us, rank_no
    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_end_us
  FROM events
),
led AS (
  SELECT f.*, CASE WHEN f.last_us >= f.next_end_us - f.window_us THEN f.next_end_us END AS closing_us
  FROM followed f
  WHERE f.rank_no < 2
),
settled AS (
  SELECT l.*, e.conversions, e.value_minor,
    lag(l.ts_us) OVER (PARTITION BY l.goal_no, l.person_no, l.closing_us, l.next_end_us
      ORDER BY l.ts_us, l.rank_no, l.activity_id, l.group_no, l.kind_no) AS touch_before_us
  FROM led l
  LEFT JOIN journey_ends e ON e.goal_no = l.goal_no AND e.person_no = l.person_no AND e.ts_us = l.closing_us
  CROSS JOIN settings s
  WHERE (l.closing_us IS NOT NULL OR s.as_of_us - l.ts_us >= l.window_us)
    AND (coalesce(e.is_overridden, 0) = 0 OR l.rank_no = 1)
),
split AS (
  SELECT d.*, CAST(sum(CASE WHEN d.closing_us IS NULL AND d.ts_us - d.touch_before_us > g.window_us THEN 1 ELSE 0 END)
    OVER (PARTITION BY d.goal_no, d.person_no, d.closing_us, d.next_end_us
      ORDER BY d.ts_us, d.rank_no, d.activity_id, d.group_no, d.kind_no
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS part_no
  FROM settled d JOIN goals g ON g.goal_no = d.goal_no
)
SELECT p.goal_no, p.person_no, p.bucket, p.closing_us, p.next_end_us, p.part_no, p.channel_no,
  CASE WHEN s.markov_order >= 4 THEN lag(p.channel_no, 4) OVER along END AS back_4,
  CASE WHEN s.markov_order >= 3 THEN lag(p.channel_no, 3) OVER along END AS back_3,
  CASE WHEN s.markov_order >= 2 THEN lag(p.channel_no, 2) OVER along END AS back_2,
  lag(p.channel_no, 1) OVER along AS back_1,
  CASE WHEN lead(p.channel_no, 1) OVER along IS NULL THEN 1 ELSE 0 END AS is_last,
  CASE WHEN p.closing_us IS NULL THEN CAST(0 AS BIGINT) ELSE p.conversions END AS conversions,
  CASE WHEN p.closing_us IS NULL THEN CAST(0 AS BIGINT) ELSE p.value_minor END AS value_minor,
  CASE WHEN p.closing_us IS NULL THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS nulls
FROM split p CROSS JOIN settings s
WINDOW along AS (PARTITION BY p.goal_no, p.person_no, p.closing_us, p.next_end_us, p.part_no
  ORDER BY p.ts_us, p.rank_no, p.activity_id, p.group_no, p.kind_no)
