-- A row is one KOL whose contract with a fee covers a reported day: how much of the fees belongs to the reported
-- days, in millionths, by time; NULL if such a contract has no beginning or no end, so that its days are unknown.
-- Reads: kol_contracts, settings
WITH contracts AS (
  SELECT DISTINCT kol_no, from_us, to_us, fee FROM kol_contracts WHERE fee IS NOT NULL
),
reported AS (
  SELECT c.kol_no, c.from_us, c.to_us, c.fee,
    greatest(coalesce(c.from_us, s.from_us), s.from_us) AS start_us,
    least(coalesce(c.to_us, s.to_us), s.to_us, s.as_of_us) AS end_us
  FROM contracts c CROSS JOIN settings s
),
shares AS (
  SELECT kol_no, CASE WHEN from_us IS NULL OR to_us IS NULL THEN 1 ELSE 0 END AS is_open,
    CASE WHEN from_us IS NULL OR to_us IS NULL THEN 0
      ELSE CAST(round(fee * 1e6 * ((end_us - start_us) / CAST(to_us - from_us AS DOUBLE))) AS BIGINT)
    END AS fee_millionths
  FROM reported WHERE end_us > start_us
)
SELECT kol_no, CASE WHEN max(is_open) = 1 THEN NULL ELSE CAST(sum(fee_millionths) AS BIGINT) END AS fee_millionths
FROM shares GROUP BY kol_no
