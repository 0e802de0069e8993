-- A row is one presence: the week in which it began, whether (1 or 0) that was joining (not moving on with the people
-- of another group), and whether it lies in the reported period, in its last 28 days, and at its end. Of several stays
-- of a person in a group that overlap a span of time, one is marked.
-- Kind: view
-- Reads: presences, continued_stays, recent_days, settings
WITH days AS (
  SELECT p.home_key, p.group_no, local_day(p.joined_us, s.zone) AS day_no, s.week_shift,
    CASE WHEN c.home_key IS NULL THEN 1 ELSE 0 END AS is_join,
    CASE WHEN p.joined_us < s.to_us AND p.left_us > s.from_us AND p.previous_left_us <= s.from_us THEN 1
      ELSE 0 END AS in_period,
    CASE WHEN p.joined_us < d.end_us AND p.left_us > d.start_us AND p.previous_left_us <= d.start_us THEN 1
      ELSE 0 END AS is_recent,
    CASE WHEN p.joined_us < d.end_us AND p.left_us >= d.end_us THEN 1 ELSE 0 END AS at_end
  FROM presences p CROSS JOIN recent_days d CROSS JOIN settings s
  LEFT JOIN (SELECT DISTINCT home_key, to_no, to_joined_us FROM continued_stays) c
    ON c.home_key = p.home_key AND c.to_no = p.group_no AND c.to_joined_us = p.joined_us
)
SELECT home_key, group_no, day_no - (day_no + week_shift) % 7 AS week_day, is_join, in_period, is_recent, at_end
FROM days
