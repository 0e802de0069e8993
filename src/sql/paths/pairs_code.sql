-- A row is one reported conversion and one known code it carried.
-- Kind: view
-- Reads: code_touches, conversions
SELECT k.* FROM code_touches k JOIN conversions c ON c.conversion_no = k.conversion_no WHERE c.is_reported = 1
