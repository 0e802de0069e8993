-- A row is one unbroken stay of one person (or member without a known person) in one group, nobody excluded.
-- home_key is the person, or less than 0 for a member without one.
-- Kind: view
-- Reads: member_stays
SELECT home_key, group_no, joined_us, left_us FROM member_stays WHERE is_excluded = 0
