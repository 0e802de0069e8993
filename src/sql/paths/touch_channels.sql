-- A row is one combination of group, tactic, KOL and kind on a touch (0 = none), and its channel in the learned
-- models.
-- channel_no goes from 1 without gaps, in the order of the labels; a pair of dimensions is labelled `first + second`.
-- Reads: activities, reach_rules, code_touches, groups, tactic_list, kol_list, kinds, settings
WITH combinations AS (
  SELECT DISTINCT a.group_no, a.tactic_no, a.kol_no, a.kind_no FROM activities a
  JOIN (SELECT DISTINCT kind_no FROM reach_rules) k ON k.kind_no = a.kind_no
  UNION
  SELECT DISTINCT group_no, tactic_no, kol_no, kind_no FROM code_touches
),
named AS (
  SELECT coalesce(c.group_no, 0) AS group_no, coalesce(c.tactic_no, 0) AS tactic_no, coalesce(c.kol_no, 0) AS kol_no,
    c.kind_no,
    CASE s.channel_first WHEN 'group' THEN g.label WHEN 'tactic' THEN t.label WHEN 'kol' THEN k.label
      WHEN 'kind' THEN n.kind ELSE g.platform END AS first_label,
    CASE s.channel_second WHEN 'group' THEN g.label WHEN 'tactic' THEN t.label WHEN 'kol' THEN k.label
      WHEN 'kind' THEN n.kind ELSE g.platform END AS second_label,
    CASE WHEN s.channel_second IS NULL THEN 1 ELSE 0 END AS is_single
  FROM combinations c
  LEFT JOIN groups g ON g.group_no = c.group_no
  LEFT JOIN tactic_list t ON t.tactic_no = c.tactic_no
  LEFT JOIN kol_list k ON k.kol_no = c.kol_no
  JOIN kinds n ON n.kind_no = c.kind_no
  CROSS JOIN settings s
),
labelled AS (
  SELECT group_no, tactic_no, kol_no, kind_no,
    coalesce(first_label, '(none)') || CASE is_single WHEN 1 THEN ''
      ELSE ' + ' || coalesce(second_label, '(none)') END AS label
  FROM named
)
SELECT group_no, tactic_no, kol_no, kind_no, label, CAST(dense_rank() OVER (ORDER BY label) AS BIGINT) AS channel_no
FROM labelled
