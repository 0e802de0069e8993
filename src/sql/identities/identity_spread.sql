-- A row is one node and the smallest label known after one more step: its neighbours' labels, then the label of that
-- label.
-- The pipeline repeats this stage (as identity_labels) until nothing changes.
-- Reads: identity_labels, identity_links
WITH spread AS (
  SELECT a.node_no, a.label AS old_label, least(a.label, coalesce(min(b.label), a.label)) AS new_label
  FROM identity_labels a
  LEFT JOIN identity_links l ON l.from_node = a.node_no
  LEFT JOIN identity_labels b ON b.node_no = l.to_node
  GROUP BY a.node_no, a.label
)
SELECT s.node_no, least(s.new_label, coalesce(t.new_label, s.new_label)) AS label,
  least(s.new_label, coalesce(t.new_label, s.new_label)) <> s.old_label AS moved
FROM spread s LEFT JOIN spread t ON t.node_no = s.new_label
