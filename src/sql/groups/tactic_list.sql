-- A row is one tactic that any table mentions, with its time if the calendar gives one. If several files describe a
-- tactic, each column is that of the last file that fills it; start and end are of one row, and so are cost and
-- currency.
-- Reads: in_tactics, in_tactic_groups, in_codes, activity_labels
WITH seen AS (
  SELECT tactic_id FROM in_tactics WHERE problem IS NULL
  UNION SELECT tactic_id FROM in_tactic_groups WHERE problem IS NULL
  UNION SELECT tactic_id FROM in_codes WHERE problem IS NULL
  UNION SELECT tactic_id FROM activity_labels
),
filled AS (
  SELECT t.*, max(CASE WHEN name IS NOT NULL THEN file_no END) OVER of_tactic AS name_file,
    max(CASE WHEN kind IS NOT NULL THEN file_no END) OVER of_tactic AS kind_file,
    max(CASE WHEN hours IS NOT NULL THEN file_no END) OVER of_tactic AS hours_file,
    max(CASE WHEN goal IS NOT NULL THEN file_no END) OVER of_tactic AS goal_file,
    max(CASE WHEN owner IS NOT NULL THEN file_no END) OVER of_tactic AS owner_file,
    row_number() OVER (PARTITION BY tactic_id
      ORDER BY file_no DESC, starts_at_us DESC NULLS LAST, ends_at_us DESC NULLS LAST) AS span_choice,
    row_number() OVER (PARTITION BY tactic_id ORDER BY CASE WHEN cost IS NULL THEN 1 ELSE 0 END,
      file_no DESC, cost DESC, currency DESC NULLS LAST) AS cost_choice
  FROM in_tactics t WHERE t.problem IS NULL
  WINDOW of_tactic AS (PARTITION BY tactic_id)
),
described AS (
  SELECT tactic_id, max(CASE WHEN file_no = name_file THEN name END) AS name,
    max(CASE WHEN file_no = kind_file THEN kind END) AS kind,
    max(CASE WHEN span_choice = 1 THEN starts_at_us END) AS starts_at_us,
    max(CASE WHEN span_choice = 1 THEN ends_at_us END) AS ends_at_us,
    max(CASE WHEN cost_choice = 1 THEN cost END) AS cost,
    max(CASE WHEN cost_choice = 1 THEN currency END) AS currency,
    max(CASE WHEN file_no = hours_file THEN hours END) AS hours,
    max(CASE WHEN file_no = goal_file THEN goal END) AS goal,
    max(CASE WHEN file_no = owner_file THEN owner END) AS owner
  FROM filled GROUP BY tactic_id
)
SELECT s.tactic_id, CAST(row_number() OVER (ORDER BY s.tactic_id) AS BIGINT) AS tactic_no, d.name, d.kind,
  d.starts_at_us, d.ends_at_us, d.cost, d.currency, d.hours, d.goal, d.owner,
  CASE WHEN strip_left(s.tactic_id, chr(92)) IN ('(unattributed)', '(none)') THEN chr(92) || s.tactic_id
    ELSE s.tactic_id END AS label
FROM seen s LEFT JOIN described d ON d.tactic_id = s.tactic_id
WHERE s.tactic_id IS NOT NULL
