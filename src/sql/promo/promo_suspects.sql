-- A row is one person suspected of promo abuse: why, what they landed and what was reversed. They are listed, and
-- nothing is excluded.
-- Reads: promo_reasons, people, conversions, promo_opens
WITH suspected AS (
  SELECT r.person_no, p.person_key, max(CASE WHEN r.reason = 'burst' THEN r.reason END) AS burst,
    max(CASE WHEN r.reason = 'instant_refund' THEN r.reason END) AS instant_refund,
    max(CASE WHEN r.reason = 'opens_only' THEN r.reason END) AS opens_only,
    max(CASE WHEN r.reason = 'quick_leaver' THEN r.reason END) AS quick_leaver
  FROM promo_reasons r JOIN people p ON p.person_no = r.person_no
  WHERE NOT p.quarantined AND NOT p.excluded
  GROUP BY r.person_no, p.person_key
),
landed AS (
  SELECT person_no, count(*) AS conversions, CAST(sum(is_reversed) AS BIGINT) AS reversed
  FROM (SELECT DISTINCT c.person_no, c.conversion_id, c.is_reversed FROM conversions c
    SEMI JOIN suspected s ON s.person_no = c.person_no)
  GROUP BY person_no
)
SELECT s.person_no, s.person_key, concat_ws(', ', s.burst, s.instant_refund, s.opens_only, s.quick_leaver) AS reasons,
  coalesce(l.conversions, 0) AS conversions, coalesce(l.reversed, 0) AS conversions_reversed,
  coalesce(o.opens, 0) AS red_envelopes
FROM suspected s LEFT JOIN landed l ON l.person_no = s.person_no LEFT JOIN promo_opens o ON o.person_no = s.person_no
