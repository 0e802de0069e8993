-- A row is one claim, goal, unit and period in which members at risk had results: the panel without its zeros.
-- Reads: unit_landed, lift_bases
SELECT b.claim_no, l.goal_no, l.unit_no, l.period_day, CAST(sum(l.landed) AS BIGINT) AS landed,
  CAST(sum(l.value_minor) AS BIGINT) AS value_minor
FROM lift_bases b JOIN unit_landed l ON l.joined_day < b.base_day
GROUP BY b.claim_no, l.goal_no, l.unit_no, l.period_day
