-- Five rule models as an analyst would write them for this data alone: touches of the 30 days before a conversion, a row for each, and
-- shares of the conversion that sum to 1. Left out: everything else that a run does (README.md).
WITH touches AS (
  SELECT i.user_id, a.ts, a.activity_id, a.group_id
  FROM read_parquet('activities.parquet') a JOIN read_parquet('identities.parquet') i ON i.member_id = a.member_id
),
pairs AS (
  SELECT c.conversion_id, c.ts AS conversion_ts, c.value, t.ts, t.activity_id, t.group_id
  FROM read_parquet('conversions.parquet') c
  JOIN touches t ON t.user_id = c.user_id AND t.ts <= c.ts AND t.ts >= c.ts - INTERVAL 30 DAY
),
placed AS (
  SELECT *,
    row_number() OVER (PARTITION BY conversion_id ORDER BY ts, activity_id) AS place,
    count(*) OVER (PARTITION BY conversion_id) AS touches,
    pow(0.5, epoch(conversion_ts - ts) / 604800.0) AS decayed,
    sum(pow(0.5, epoch(conversion_ts - ts) / 604800.0)) OVER (PARTITION BY conversion_id) AS decayed_in_all
  FROM pairs
)
SELECT conversion_id, conversion_ts, activity_id, group_id, ts, value,
  CASE WHEN place = 1 THEN 1.0 ELSE 0.0 END AS first_touch,
  CASE WHEN place = touches THEN 1.0 ELSE 0.0 END AS last_touch,
  1.0 / touches AS linear,
  CASE
    WHEN touches = 1 THEN 1.0
    WHEN touches = 2 THEN 0.5
    WHEN place IN (1, touches) THEN 0.4
    ELSE 0.2 / (touches - 2)
  END AS position_based,
  decayed / decayed_in_all AS time_decay
FROM placed
