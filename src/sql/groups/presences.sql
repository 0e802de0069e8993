-- A row is one unbroken stay of one person (or member without a known person) in one group, nobody excluded.
-- home_key is the person, or less than 0 for a member without one. previous_left_us is the end of the previous stay
-- in the same group: among the stays that overlap a span of time, the first is the one for which that end lies before
-- the span.
-- Reads: member_stays
SELECT home_key, group_no, joined_us, left_us,
  coalesce(lag(left_us) OVER (PARTITION BY home_key, group_no ORDER BY joined_us), -9000000000000000000)
    AS previous_left_us
FROM member_stays WHERE is_excluded = 0
