-- A row is one group, or all groups together (group_no 0), and one class of the people present in the last 28 days of
-- the period: whether they wrote, whether they landed a result of a headline goal, both, or neither.
-- Reads: presence_marks, recent_talk, recent_landers
WITH present AS (
  SELECT home_key, group_no FROM presence_marks WHERE is_recent = 1
),
by_group AS (
  SELECT p.group_no, p.home_key, CASE WHEN w.home_key IS NULL THEN 0 ELSE 1 END AS talks
  FROM present p LEFT JOIN recent_talk w ON w.home_key = p.home_key AND w.group_no = p.group_no
),
everybody AS (
  SELECT 0 AS group_no, p.home_key, max(CASE WHEN w.home_key IS NULL THEN 0 ELSE 1 END) AS talks
  FROM (SELECT DISTINCT home_key FROM present) p
  LEFT JOIN (SELECT DISTINCT home_key FROM recent_talk) w ON w.home_key = p.home_key
  GROUP BY p.home_key
),
both_views AS (
  SELECT group_no, home_key, talks FROM by_group UNION ALL SELECT group_no, home_key, talks FROM everybody
),
classes AS (
  SELECT v.group_no, 2 * v.talks + CASE WHEN l.person_no IS NULL THEN 0 ELSE 1 END AS class_no,
    count(*) AS people, CAST(sum(coalesce(l.conversions, 0)) AS BIGINT) AS conversions,
    CAST(sum(coalesce(l.conversions_net, 0)) AS BIGINT) AS conversions_net
  FROM both_views v LEFT JOIN recent_landers l ON l.person_no = v.home_key
  GROUP BY v.group_no, 2 * v.talks + CASE WHEN l.person_no IS NULL THEN 0 ELSE 1 END
)
SELECT group_no, CASE class_no WHEN 3 THEN 'both' WHEN 2 THEN 'talks' WHEN 1 THEN 'lands' ELSE 'neither' END AS class,
  people, conversions, conversions_net
FROM classes
