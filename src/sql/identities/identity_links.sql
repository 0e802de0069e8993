-- A row is one link between two nodes, in both directions.
-- Reads: identity_edges, identity_nodes
WITH numbered AS (
  SELECT a.node_no AS from_node, b.node_no AS to_node
  FROM identity_edges e JOIN identity_nodes a ON a.node_key = e.key_a JOIN identity_nodes b ON b.node_key = e.key_b
  WHERE e.key_a <> e.key_b
)
SELECT from_node, to_node FROM numbered
UNION ALL
SELECT to_node, from_node FROM numbered
