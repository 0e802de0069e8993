-- A row is a stretch of time in which one tactic holds a group (for a group that came in later: from then on): if
-- there are several, the one that started last, then the smallest id.
-- Reads: in_tactic_groups, tactic_list, groups
WITH runs AS (
  SELECT g.group_no, t.tactic_no,
    min(greatest(t.starts_at_us, coalesce(x.assigned_at_us, t.starts_at_us))) AS start_us,
    coalesce(t.ends_at_us, 9000000000000000000) AS end_us
  FROM in_tactic_groups x JOIN tactic_list t ON t.tactic_id = x.tactic_id JOIN groups g ON g.group_id = x.group_id
  WHERE x.problem IS NULL AND lower(trim(coalesce(x.arm, 'treated'))) <> 'holdout' AND t.starts_at_us IS NOT NULL
  GROUP BY g.group_no, t.tactic_no, t.ends_at_us
),
bounds AS (
  SELECT group_no, start_us AS from_us FROM runs UNION SELECT group_no, end_us FROM runs
),
stretches AS (
  SELECT group_no, from_us, lead(from_us) OVER (PARTITION BY group_no ORDER BY from_us) AS to_us FROM bounds
),
ranked AS (
  SELECT s.group_no, s.from_us, s.to_us, r.tactic_no,
    row_number() OVER (PARTITION BY s.group_no, s.from_us ORDER BY r.start_us DESC, r.tactic_no) AS choice
  FROM stretches s JOIN runs r ON r.group_no = s.group_no AND r.start_us <= s.from_us AND s.from_us < r.end_us
  WHERE s.to_us IS NOT NULL
)
SELECT group_no, from_us, to_us, tactic_no FROM ranked WHERE choice = 1
