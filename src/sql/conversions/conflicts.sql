-- A row is one conversion id whose rows differ, or were added up.
-- Reads: conversion_merges
SELECT conversion_id, on_conflict AS rule, versions, row_count, currency, rows_minor, value_minor
FROM conversion_merges
WHERE versions > 1 OR (on_conflict = 'sum' AND row_count > 1)
