-- A row is one conversion and one group, tactic and KOL whose touch came only after it had landed: the placebo. Not
-- distinct.
-- Kind: view
-- Reads: after_actor, after_audience
SELECT conversion_no, group_no, tactic_no, kol_no FROM after_actor
UNION ALL
SELECT conversion_no, group_no, tactic_no, kol_no FROM after_audience
