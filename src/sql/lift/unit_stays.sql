-- A row is one unbroken stay, in the unit that is its home, of a person whose conversions can be observed: from
-- joining until leaving or the closing of the group, at most to as_of.
-- Reads: unit_people, presences, group_units, groups, settings
WITH single AS (
  SELECT h.person_no, h.unit_no, h.joined_day, p.joined_us AS start_us,
    least(p.left_us, coalesce(g.closed_at_us, 9000000000000000000), s.as_of_us) AS end_us
  FROM unit_people h JOIN presences p ON p.home_key = h.person_no
  JOIN group_units u ON u.group_no = p.group_no AND u.unit_no = h.unit_no
  JOIN groups g ON g.group_no = p.group_no CROSS JOIN settings s
),
reached AS (
  SELECT x.*, max(end_us) OVER (PARTITION BY person_no, unit_no
    ORDER BY start_us, end_us ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_us
  FROM single x WHERE x.start_us < x.end_us
),
numbered AS (
  SELECT r.*, sum(CASE WHEN before_us IS NULL OR start_us > before_us THEN 1 ELSE 0 END)
    OVER (PARTITION BY person_no, unit_no
      ORDER BY start_us, end_us ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stay_no
  FROM reached r
)
SELECT person_no, unit_no, joined_day, min(start_us) AS joined_us, max(end_us) AS left_us
FROM numbered GROUP BY person_no, unit_no, joined_day, stay_no
