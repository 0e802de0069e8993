-- A row is one person and one reason to suspect promo abuse, over everything up to as_of.
-- burst: 3 conversions with value of one goal within an hour. instant_refund: landed within an hour of joining and
-- fully reversed.
-- opens_only: 5 red envelopes opened and no other activity ever observed, if talk can be observed. quick_leaver: left
-- every group within 7 days, and took a red envelope or used a code.
-- Reads: conversions, homes, promo_opens, activities, kinds, talk_kinds, stays, settings
WITH spans AS (
  SELECT person_no, ts_us - lag(ts_us, 2) OVER (PARTITION BY person_no, goal_no
    ORDER BY ts_us, conversion_no) AS span_us
  FROM conversions WHERE value_minor IS NOT NULL AND person_no IS NOT NULL
),
hunters AS (
  SELECT o.person_no FROM promo_opens o CROSS JOIN (SELECT count(*) AS kinds FROM talk_kinds) t
  WHERE o.opens >= 5 AND t.kinds > 0
),
active AS (
  SELECT a.person_no FROM activities a JOIN hunters h ON h.person_no = a.person_no
  JOIN kinds k ON k.kind_no = a.kind_no
  WHERE k.kind NOT IN ('red_envelope_open', 'join', 'leave', 'system')
  UNION
  SELECT c.person_no FROM conversions c JOIN hunters h ON h.person_no = c.person_no WHERE c.is_reversed = 0
),
leavers AS (
  SELECT y.person_no FROM stays y CROSS JOIN settings s
  GROUP BY y.person_no HAVING max(y.left_us - y.joined_us) <= 604800000000 AND max(y.left_us) <= max(s.as_of_us)
),
takers AS (
  SELECT person_no FROM promo_opens UNION SELECT person_no FROM conversions
  WHERE code IS NOT NULL AND person_no IS NOT NULL
)
SELECT DISTINCT person_no, 'burst' AS reason FROM spans WHERE span_us <= 3600000000
UNION ALL
SELECT DISTINCT c.person_no, 'instant_refund' FROM conversions c JOIN homes h ON h.person_no = c.person_no
WHERE c.is_reversed = 1 AND c.ts_us >= h.joined_us AND c.ts_us <= h.joined_us + 3600000000
UNION ALL
SELECT h.person_no, 'opens_only' FROM hunters h ANTI JOIN active a ON a.person_no = h.person_no
UNION ALL
SELECT l.person_no, 'quick_leaver' FROM leavers l SEMI JOIN takers t ON t.person_no = l.person_no
