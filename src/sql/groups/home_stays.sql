-- A row is one unbroken stay of one person (or member without a known person) in the group that is its home.
-- Reads: presences, home_spans
SELECT p.home_key, p.group_no, greatest(p.joined_us, h.from_us) AS joined_us, least(p.left_us, h.to_us) AS left_us
FROM presences p
JOIN home_spans h ON h.home_key = p.home_key AND h.group_no = p.group_no AND h.from_us < p.left_us
  AND h.to_us > p.joined_us
