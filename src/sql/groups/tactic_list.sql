-- A row is one tactic that any table mentions, with its time if the calendar gives one.
-- Reads: in_tactics, in_tactic_groups, in_codes, activity_labels
WITH seen AS (
  SELECT tactic_id FROM in_tactics WHERE problem IS NULL
  UNION SELECT tactic_id FROM in_tactic_groups WHERE problem IS NULL
  UNION SELECT tactic_id FROM in_codes WHERE problem IS NULL
  UNION SELECT tactic_id FROM activity_labels
),
described AS (
  SELECT t.*, row_number() OVER (PARTITION BY t.tactic_id
    ORDER BY t.file_no DESC, t.starts_at_us DESC NULLS LAST, t.name DESC NULLS LAST) AS choice
  FROM in_tactics t WHERE t.problem IS NULL
)
SELECT s.tactic_id, CAST(row_number() OVER (ORDER BY s.tactic_id) AS BIGINT) AS tactic_no, d.name, d.kind,
  d.starts_at_us, d.ends_at_us, d.cost, d.currency, d.hours, d.goal, d.owner,
  CASE WHEN strip_left(s.tactic_id, chr(92)) IN ('(unattributed)', '(none)') THEN chr(92) || s.tactic_id
    ELSE s.tactic_id END AS label
FROM seen s LEFT JOIN described d ON d.tactic_id = s.tactic_id AND d.choice = 1
WHERE s.tactic_id IS NOT NULL
