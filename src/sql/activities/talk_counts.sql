-- A row is the whole run: members (bots left out), those matched to a product user, and who wrote the messages.
-- Reads: members, roster, activities, talk_kinds
WITH people_seen AS (
  SELECT DISTINCT member_no FROM roster
),
talk AS (
  SELECT a.member_no, count(*) AS messages FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no
  WHERE a.is_machine = 0 AND a.member_no IS NOT NULL GROUP BY a.member_no
)
SELECT count(*) AS members, CAST(coalesce(sum(CASE WHEN m.matched THEN 1 ELSE 0 END), 0) AS BIGINT) AS matched,
  CAST(coalesce(sum(t.messages), 0) AS BIGINT) AS messages,
  CAST(coalesce(sum(CASE WHEN m.matched THEN t.messages ELSE 0 END), 0) AS BIGINT) AS matched_messages
FROM people_seen p JOIN members m ON m.member_no = p.member_no LEFT JOIN talk t ON t.member_no = p.member_no
