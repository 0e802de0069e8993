-- A row is one channel and one KOL or matrix that its group belongs to; no rows if channels are not groups.
-- Reads: touch_channels, groups, kol_list, settings
WITH grouped AS (
  SELECT DISTINCT x.channel_no, g.kol_no, g.matrix
  FROM touch_channels x JOIN groups g ON g.group_no = x.group_no CROSS JOIN settings s
  WHERE s.channel_first = 'group' OR s.channel_second = 'group'
)
SELECT 'kol' AS level, k.label AS name, c.channel_no FROM grouped c JOIN kol_list k ON k.kol_no = c.kol_no
UNION ALL
SELECT 'matrix' AS level, c.matrix AS name, c.channel_no FROM grouped c WHERE c.matrix IS NOT NULL
