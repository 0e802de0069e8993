-- A row is one goal: what landed in the reported period, and how much of it without those suspected of promo abuse.
-- Reads: conversions, promo_suspects
WITH marked AS (
  SELECT c.goal_no, c.is_reversed, c.net_minor, s.person_no AS suspect_no,
    CASE WHEN s.person_no IS NULL THEN 1 ELSE 0 END AS is_clear
  FROM conversions c LEFT JOIN promo_suspects s ON s.person_no = c.person_no
  WHERE c.is_reported = 1
)
SELECT goal_no, count(DISTINCT suspect_no) AS suspects, count(*) AS conversions,
  CAST(sum(is_clear) AS BIGINT) AS conversions_without,
  CAST(sum(1 - is_reversed) AS BIGINT) AS conversions_net,
  CAST(sum((1 - is_reversed) * is_clear) AS BIGINT) AS conversions_net_without,
  sum(CAST(net_minor AS DECIMAL(38, 0))) AS net_minor,
  sum(CAST(net_minor * is_clear AS DECIMAL(38, 0))) AS net_minor_without
FROM marked
GROUP BY goal_no
