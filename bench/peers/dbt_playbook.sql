-- The method of dbt's attribution playbook, in its own shape: sessions of the 30 days before a conversion, numbered within the customer, and four
-- ways to share points. Left out there: time decay; and as customers are numbered and not conversions, the sessions of somebody who buys
-- twice are numbered through, so that a conversion's points do not sum to 1 (README.md).
WITH sessions AS (
  SELECT i.user_id AS customer_id, a.ts AS started_at, a.activity_id AS session_id, a.group_id AS source
  FROM read_parquet('activities.parquet') a JOIN read_parquet('identities.parquet') i ON i.member_id = a.member_id
),
conversions AS (
  SELECT user_id AS customer_id, ts AS converted_at, value AS revenue FROM read_parquet('conversions.parquet')
),
before_conversion AS (
  SELECT s.*, c.converted_at, c.revenue,
    count(*) OVER (PARTITION BY s.customer_id) AS sessions_in_all,
    row_number() OVER (PARTITION BY s.customer_id ORDER BY s.started_at) AS session_no
  FROM sessions s JOIN conversions c ON c.customer_id = s.customer_id
    AND s.started_at <= c.converted_at AND s.started_at >= c.converted_at - INTERVAL 30 DAY
)
SELECT customer_id, converted_at, session_id, source, started_at, revenue,
  CASE WHEN session_no = 1 THEN 1.0 ELSE 0.0 END AS first_touch_points,
  CASE WHEN session_no = sessions_in_all THEN 1.0 ELSE 0.0 END AS last_touch_points,
  CASE
    WHEN sessions_in_all = 1 THEN 1.0
    WHEN sessions_in_all = 2 THEN 0.5
    WHEN session_no IN (1, sessions_in_all) THEN 0.4
    ELSE 0.2 / (sessions_in_all - 2)
  END AS forty_twenty_forty_points,
  1.0 / sessions_in_all AS linear_points
FROM before_conversion
