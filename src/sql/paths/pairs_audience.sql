-- A row is one audience bundle, placed in the path at its last post.
-- Kind: view
-- Reads: audience_bundles, posts
SELECT a.conversion_no, p.ts_us AS touch_us, p.activity_id, a.group_no, a.tactic_no, a.kol_no, a.kind_no, a.touches,
  a.weight
FROM audience_bundles a JOIN posts p ON p.post_no = a.last_post_no
