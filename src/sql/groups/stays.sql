-- A row is one unbroken stay of a person in a group.
-- Kind: view
-- Reads: member_stays
SELECT home_key AS person_no, group_no, joined_us, left_us FROM member_stays WHERE home_key > 0
