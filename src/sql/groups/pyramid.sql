-- A row is one goal and tier of people by what they landed in the last 90 days of the period (top 1 %, next 9 %, next
-- 40 %, rest), with what they wrote.
-- Reads: conversions, members, activities, talk_kinds, recent_days
WITH landers AS (
  SELECT c.goal_no, c.person_no, count(*) AS conversions FROM conversions c CROSS JOIN recent_days b
  WHERE c.person_no IS NOT NULL AND c.ts_us >= b.start_of_90_us AND c.ts_us < b.end_us
  GROUP BY c.goal_no, c.person_no
),
talk AS (
  SELECT m.person_no, count(*) AS messages
  FROM activities a JOIN talk_kinds k ON k.kind_no = a.kind_no JOIN members m ON m.member_no = a.member_no
  CROSS JOIN recent_days b
  WHERE a.is_machine = 0 AND m.person_no IS NOT NULL AND a.ts_us >= b.start_of_90_us AND a.ts_us < b.end_us
  GROUP BY m.person_no
),
ranked AS (
  SELECT goal_no, person_no, conversions,
    row_number() OVER (PARTITION BY goal_no ORDER BY conversions DESC, person_no) AS place,
    count(*) OVER (PARTITION BY goal_no) AS people
  FROM landers
),
tiered AS (
  SELECT r.goal_no, r.conversions, coalesce(t.messages, 0) AS messages,
    CASE WHEN r.place <= ceil(r.people * 0.01e0) THEN 1 WHEN r.place <= ceil(r.people * 0.1e0) THEN 2
      WHEN r.place <= ceil(r.people * 0.5e0) THEN 3 ELSE 4 END AS tier
  FROM ranked r LEFT JOIN talk t ON t.person_no = r.person_no
)
SELECT goal_no, tier, count(*) AS people, CAST(sum(conversions) AS BIGINT) AS conversions,
  CAST(sum(messages) AS BIGINT) AS messages
FROM tiered
GROUP BY goal_no, tier
