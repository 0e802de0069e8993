-- A row is one known code that conversions carry at times at which it is not valid, and how many of them do.
-- Reads: conversion_rows, code_uses, in_codes
WITH uses AS (
  SELECT u.code, c.conversion_id, c.ts_us FROM conversion_rows c JOIN code_uses u ON u.written = c.code
),
valid AS (
  SELECT DISTINCT u.code, u.conversion_id FROM uses u JOIN in_codes x ON x.code = u.code
  WHERE x.problem IS NULL AND u.ts_us >= coalesce(x.valid_from_us, -9000000000000000000)
    AND u.ts_us < coalesce(x.valid_to_us, 9000000000000000000)
)
SELECT u.code, count(*) AS conversions FROM uses u
ANTI JOIN valid v ON v.code = u.code AND v.conversion_id = u.conversion_id
GROUP BY u.code
