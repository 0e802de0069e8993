-- A row is one contract of a KOL with one id of that person. If several files list a contract (the same KOL, id and
-- start), the last one counts: it knows the fee and the end as they are now.
-- Reads: in_kols, kol_list
WITH dated AS (
  SELECT x.*, max(x.file_no) OVER (PARTITION BY x.kol_id, x.member_id, x.user_id, x.from_us) AS last_file
  FROM in_kols x WHERE x.problem IS NULL
)
SELECT DISTINCT k.kol_no, d.member_id, d.user_id, d.from_us, d.to_us, d.fee
FROM dated d JOIN kol_list k ON k.kol_id = d.kol_id
WHERE d.file_no = d.last_file
