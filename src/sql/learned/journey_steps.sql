-- A row is one step between channels on journeys of one goal and person bucket: how often it was taken, and the
-- journeys that end after it.
-- A journey that n conversions close at the same instant counts n times. back_n is NULL before the start, and beyond
-- the order of the chain.
-- Reads: journeys
SELECT goal_no, bucket, back_4, back_3, back_2, back_1, channel_no,
  CAST(sum(conversions + nulls) AS BIGINT) AS steps,
  CAST(sum(is_last * conversions) AS BIGINT) AS conversions,
  CAST(sum(is_last * value_minor) AS BIGINT) AS value_minor,
  CAST(sum(is_last * nulls) AS BIGINT) AS nulls
FROM journeys
GROUP BY goal_no, bucket, back_4, back_3, back_2, back_1, channel_no
