-- A row is one KOL that any table mentions.
-- Reads: in_kols, in_groups, in_codes
SELECT kol_id, CAST(row_number() OVER (ORDER BY kol_id) AS BIGINT) AS kol_no,
  CASE WHEN strip_left(kol_id, chr(92)) IN ('(unattributed)', '(none)') THEN chr(92) || kol_id
    ELSE kol_id END AS label
FROM (
  SELECT kol_id FROM in_kols WHERE problem IS NULL
  UNION SELECT kol_id FROM in_groups WHERE problem IS NULL
  UNION SELECT kol_id FROM in_codes WHERE problem IS NULL
)
WHERE kol_id IS NOT NULL
