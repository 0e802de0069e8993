-- A row is the whole run: members, those matched to a product user, and who wrote the messages.
-- Reads: members, activities, talk_kinds
SELECT count(*) AS members, CAST(sum(CASE WHEN m.matched THEN 1 ELSE 0 END) AS BIGINT) AS matched,
  CAST(coalesce(sum(t.messages), 0) AS BIGINT) AS messages, CAST(coalesce(sum(CASE WHEN m.matched THEN t.messages ELSE 0 END), 0) AS BIGINT) AS matched_messages
FROM members m
LEFT JOIN (
  SELECT a.member_no, count(*) AS messages FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no
  WHERE a.is_machine = 0 AND a.member_no IS NOT NULL GROUP BY a.member_no
) t ON t.member_no = m.member_no
