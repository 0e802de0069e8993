-- A row is the run: the first day on which anything landed, and the day of as_of, which is not over.
-- Reads: conversion_rows, settings
SELECT min(local_day(c.ts_us, s.zone)) AS first_day, min(local_day(s.as_of_us, s.zone)) AS end_day,
  min(s.week_shift) AS week_shift, min(s.period_days) AS period_days
FROM conversion_rows c CROSS JOIN settings s
