-- A row is one natural key (platform, group, id) that came more than once.
-- Reads: in_activities
SELECT coalesce(platform, '') AS of_platform, group_id AS of_group, activity_id AS of_id
FROM in_activities
WHERE activity_id IS NOT NULL AND problem IS NULL
GROUP BY platform, group_id, activity_id
HAVING count(*) > 1
