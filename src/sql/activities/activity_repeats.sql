-- A row is one natural key (platform, group, id) that appears more than once. Texts are compared only if their hash
-- appears more than once.
-- Reads: in_activities
WITH suspects AS (
  SELECT key_hash(platform, group_id, activity_id) AS key_no
  FROM in_activities
  WHERE activity_id IS NOT NULL AND problem IS NULL
  GROUP BY key_hash(platform, group_id, activity_id)
  HAVING count(*) > 1
)
SELECT coalesce(a.platform, '') AS of_platform, a.group_id AS of_group, a.activity_id AS of_id
FROM in_activities a JOIN suspects s ON s.key_no = key_hash(a.platform, a.group_id, a.activity_id)
WHERE a.activity_id IS NOT NULL AND a.problem IS NULL
GROUP BY a.platform, a.group_id, a.activity_id
HAVING count(*) > 1
