-- A row is one channel on journeys with a given number of distinct channels: conversions and journeys of one goal.
-- Reads: journeys
WITH visited AS (
  SELECT goal_no, person_no, closing_us, next_end_us, part_no, channel_no, min(conversions) AS conversions,
    min(nulls) AS nulls
  FROM journeys
  GROUP BY goal_no, person_no, closing_us, next_end_us, part_no, channel_no
),
counted AS (
  SELECT visited.*, count(*) OVER (PARTITION BY goal_no, person_no, closing_us, next_end_us,
    part_no) AS distinct_channels
  FROM visited
)
SELECT goal_no, channel_no, distinct_channels, CAST(sum(conversions) AS BIGINT) AS conversions,
  CAST(sum(conversions + nulls) AS BIGINT) AS journeys
FROM counted
GROUP BY goal_no, channel_no, distinct_channels
