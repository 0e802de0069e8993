-- A row is one code that conversions carry and the codes table does not know.
-- Reads: conversion_rows, in_codes
SELECT c.code, count(*) AS conversions
FROM conversion_rows c ANTI JOIN (SELECT DISTINCT code FROM in_codes WHERE problem IS NULL) x ON x.code = c.code
WHERE c.code IS NOT NULL
GROUP BY c.code
