-- A row is one component of ids with more product users than a person can have.
-- Reads: people
SELECT person_key, users FROM people WHERE quarantined
