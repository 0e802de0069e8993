-- A row is one person whose results can be observed: an id in the community and one in the product, neither excluded
-- nor in doubt.
-- Touches of anybody else can lead to results that are not observed; they are not evidence of leading to nothing.
-- Reads: people
SELECT person_no, bucket FROM people
WHERE users > 0 AND members > 0 AND NOT coalesce(quarantined, false) AND NOT coalesce(excluded, false)
