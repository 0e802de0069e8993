-- A row is one kind that the model last_non excludes.
-- Kind: view
-- Reads: kinds, skipped
SELECT k.kind_no FROM kinds k JOIN skipped s ON s.kind = k.kind
