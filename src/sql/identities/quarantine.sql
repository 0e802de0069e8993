-- A row is one component of ids that cannot be one person, and what it has too much of.
-- Reads: people
SELECT person_key, users, members, quarantine_reason AS reason FROM people WHERE quarantined
