-- A row is one text that conversions carry as a code, and how many carry it; `listed` has commas where several codes
-- may be separated.
-- Reads: conversion_rows
SELECT code AS written, lower(half_width(code)) AS folded,
  translate(half_width(code), ';|+/、 ' || chr(9) || chr(10) || chr(13), ',,,,,,,,,') AS listed,
  count(*) AS conversions
FROM conversion_rows
WHERE code IS NOT NULL
GROUP BY code
