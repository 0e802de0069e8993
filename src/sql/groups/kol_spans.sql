-- A row is a stretch of time in which a member acts as one KOL: if there are several contracts, the one that started
-- last, then the smallest id.
-- Reads: kol_contracts, members, person_ids
WITH contracts AS (
  SELECT m.member_no, x.kol_no, coalesce(x.from_us, -9000000000000000000) AS start_us,
    coalesce(x.to_us, 9000000000000000000) AS end_us
  FROM kol_contracts x JOIN members m ON m.member_id = x.member_id
  UNION
  SELECT m.member_no, x.kol_no, coalesce(x.from_us, -9000000000000000000), coalesce(x.to_us, 9000000000000000000)
  FROM kol_contracts x JOIN person_ids i ON i.node_key = 'user:' || x.user_id
  JOIN members m ON m.linked_no = i.person_no
),
bounds AS (
  SELECT member_no, start_us AS at_us FROM contracts UNION SELECT member_no, end_us FROM contracts
),
stretches AS (
  SELECT member_no, at_us, lead(at_us) OVER (PARTITION BY member_no ORDER BY at_us) AS until_us FROM bounds
),
ranked AS (
  SELECT s.member_no, s.at_us, s.until_us, c.kol_no,
    row_number() OVER (PARTITION BY s.member_no, s.at_us ORDER BY c.start_us DESC, c.kol_no) AS choice
  FROM stretches s JOIN contracts c ON c.member_no = s.member_no AND c.start_us <= s.at_us AND s.at_us < c.end_us
  WHERE s.until_us IS NOT NULL
)
SELECT member_no, at_us AS from_us, until_us AS to_us, kol_no FROM ranked WHERE choice = 1
