-- A row is one reported conversion and one channel on its path, with the touches of that channel.
-- Reads: pairs, touch_channels, conversions
SELECT c.goal_no, p.conversion_no, x.channel_no, CAST(sum(p.touches) AS BIGINT) AS channel_touches
FROM pairs p
JOIN conversions c ON c.conversion_no = p.conversion_no
JOIN touch_channels x ON x.group_no = coalesce(p.group_no, 0) AND x.tactic_no = coalesce(p.tactic_no, 0)
  AND x.kol_no = coalesce(p.kol_no, 0) AND x.kind_no = p.kind_no
GROUP BY c.goal_no, p.conversion_no, x.channel_no
