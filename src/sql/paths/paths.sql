-- A row is one conversion with an eligible touch: the rows and touches of its path, the moment of the last one, the
-- largest weight of a rule on it.
-- Reads: pairs
SELECT conversion_no, count(*) AS path_length, CAST(sum(touches) AS BIGINT) AS path_touches,
  max(touch_us) AS last_touch_us, max(weight) AS largest_weight
FROM pairs
GROUP BY conversion_no
