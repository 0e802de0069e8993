-- A row is one set of players of the rate game: conversions and journeys of one goal on which exactly these players
-- were. `players` is a sum of their bits.
-- Reads: journeys, rate_players
WITH played AS (
  SELECT DISTINCT j.goal_no, j.person_no, j.closing_us, j.next_end_us, j.part_no, j.conversions, j.nulls, p.bit
  FROM journeys j JOIN rate_players p ON p.goal_no = j.goal_no AND p.channel_no = j.channel_no
),
sets AS (
  SELECT goal_no, CAST(sum(bit) AS BIGINT) AS players, min(conversions) AS conversions, min(nulls) AS nulls
  FROM played
  GROUP BY goal_no, person_no, closing_us, next_end_us, part_no
)
SELECT goal_no, players, CAST(sum(conversions) AS BIGINT) AS conversions, CAST(sum(nulls) AS BIGINT) AS nulls
FROM sets
GROUP BY goal_no, players
