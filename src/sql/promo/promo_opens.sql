-- A row is one person and the red envelopes they opened, up to as_of.
-- Reads: activities, kinds
SELECT a.person_no, count(*) AS opens
FROM activities a JOIN kinds k ON k.kind_no = a.kind_no
WHERE k.kind = 'red_envelope_open' AND a.person_no IS NOT NULL
GROUP BY a.person_no
