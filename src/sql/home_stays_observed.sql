-- A row is one person (or member without a known person) and its stay in the home group: without a memberships table nobody is seen to leave.
-- Kind: view
-- Reads: homes
SELECT group_no, joined_us, CAST(9000000000000000000 AS BIGINT) AS left_us FROM homes
