-- A row is one node and the smallest node among itself and its neighbours: the start of the search for components.
-- Reads: identity_nodes, identity_links
SELECT n.node_no, least(n.node_no, coalesce(min(l.to_node), n.node_no)) AS label, true AS moved
FROM identity_nodes n LEFT JOIN identity_links l ON l.from_node = n.node_no
GROUP BY n.node_no
