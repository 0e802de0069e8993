-- A row is one id (type:id) and the person it belongs to.
-- Reads: identity_labels, identity_nodes
SELECT n.node_key, l.label AS person_no
FROM identity_labels l JOIN identity_nodes n ON n.node_no = l.node_no
