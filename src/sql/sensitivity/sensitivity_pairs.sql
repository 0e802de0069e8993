-- A row is one path of the sensitivity grid and one of its touches, audience bundles or codes, like the stage pairs
-- for the ledger; the path of a conversion in a cell has the number conversion_no * 4096 + cell_no. Codes follow no
-- touch rule: they appear where all rules count.
-- Reads: sensitivity_touches, sensitivity_cells, touch_rules, kinds, posts, settings
WITH rules AS (
  SELECT c.cell_no, CASE WHEN c.rule_no IS NULL THEN 1 ELSE 0 END AS is_all, k.kind_no,
    CASE r.reach WHEN 'actor' THEN 1 ELSE 2 END AS reach_no,
    least(c.window_us, coalesce(r.window_us, c.window_us)) AS within_us, r.weight
  FROM sensitivity_cells c CROSS JOIN touch_rules r JOIN kinds k ON k.kind = r.kind
  WHERE c.rule_no IS NULL OR c.rule_no = r.rule_no
  UNION ALL
  SELECT c.cell_no, 1, k.kind_no, 3, c.window_us, 1e0
  FROM sensitivity_cells c CROSS JOIN kinds k
  WHERE c.rule_no IS NULL AND k.kind = 'code'
),
overriding AS (
  SELECT DISTINCT t.conversion_no FROM sensitivity_touches t CROSS JOIN settings s
  WHERE t.reach_no = 3 AND s.code_mode = 'override'
),
counted AS (
  SELECT t.conversion_no * 4096 + r.cell_no AS path_no, t.ts_us, t.activity_id, t.group_no, t.tactic_no, t.kol_no,
    t.kind_no, t.day_no, t.post_no,
    t.reach_no, r.weight
  FROM sensitivity_touches t
  JOIN rules r ON r.kind_no = t.kind_no AND r.reach_no = t.reach_no
  LEFT JOIN overriding o ON o.conversion_no = t.conversion_no
  WHERE t.last_us >= t.at_us - r.within_us AND (o.conversion_no IS NULL OR t.reach_no = 3 OR r.is_all = 0)
),
bundles AS (
  SELECT path_no, max(post_no) AS last_post_no, group_no, tactic_no, kol_no, kind_no, count(*) AS touches,
    min(weight) AS weight
  FROM counted WHERE reach_no = 2
  GROUP BY path_no, group_no, tactic_no, kol_no, kind_no, day_no
)
SELECT path_no AS conversion_no, ts_us AS touch_us, activity_id, group_no, tactic_no, kol_no, kind_no,
  CAST(1 AS BIGINT) AS touches, weight, reach_no
FROM counted WHERE reach_no <> 2
UNION ALL
SELECT b.path_no, p.ts_us, p.activity_id, b.group_no, b.tactic_no, b.kol_no, b.kind_no, b.touches, b.weight, 2
FROM bundles b JOIN posts p ON p.post_no = b.last_post_no
