-- A row is one claim, one unit and a period in which members at risk joined or left: how many more there are
-- afterwards, and what that adds to the person-days of the period.
-- Reads: unit_risk, lift_bases
SELECT b.claim_no, r.unit_no, r.period_day, CAST(sum(r.change) AS BIGINT) AS change,
  CAST(sum(r.person_days) AS BIGINT) AS person_days
FROM lift_bases b JOIN unit_risk r ON r.joined_day < b.base_day
GROUP BY b.claim_no, r.unit_no, r.period_day
