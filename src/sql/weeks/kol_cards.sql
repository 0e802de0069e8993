-- A row is one KOL and goal in the reported period: own results, and results that used a code which was
-- the KOL's at that time, by what is known about their person (those of excluded people, such as tests by staff, left
-- out):
-- linked (shares a group with the KOL, did anything in one of the KOL's groups or with the KOL, or was invited by the
-- KOL), known without a link, or unknown.
-- Reads: kol_list, kol_contracts, person_ids, conversions, code_meanings, presences, groups, goals, activities, members, in_memberships
WITH people_of AS (
  SELECT x.kol_no, i.person_no FROM kol_contracts x JOIN person_ids i ON i.node_key = 'member:' || x.member_id
  UNION
  SELECT x.kol_no, i.person_no FROM kol_contracts x JOIN person_ids i ON i.node_key = 'user:' || x.user_id
),
own AS (
  SELECT p.kol_no, c.goal_no, count(*) AS own, CAST(sum(1 - c.is_reversed) AS BIGINT) AS own_net,
    CAST(sum(c.net_minor) AS BIGINT) AS own_minor
  FROM people_of p JOIN conversions c ON c.linked_no = p.person_no WHERE c.is_reported = 1
  GROUP BY p.kol_no, c.goal_no
),
kol_groups AS (
  SELECT DISTINCT o.kol_no, h.group_no FROM people_of o JOIN presences h ON h.home_key = o.person_no
  UNION SELECT kol_no, group_no FROM groups WHERE kol_no IS NOT NULL
),
used AS (
  SELECT DISTINCT d.kol_no, c.goal_no, c.conversion_id, c.person_no
  FROM code_meanings d JOIN conversions c ON c.conversion_no = d.conversion_no
  WHERE c.is_reported = 1 AND d.kol_no IS NOT NULL AND coalesce(d.barred, '') <> 'excluded_person'
),
users AS (
  SELECT DISTINCT kol_no, person_no FROM used WHERE person_no IS NOT NULL
),
circles AS (
  SELECT u.kol_no, u.person_no FROM users u JOIN kol_groups k ON k.kol_no = u.kol_no
  JOIN presences m ON m.group_no = k.group_no AND m.home_key = u.person_no
  UNION SELECT u.kol_no, u.person_no FROM users u JOIN kol_groups k ON k.kol_no = u.kol_no
  JOIN activities a ON a.group_no = k.group_no AND a.person_no = u.person_no
  UNION SELECT u.kol_no, u.person_no FROM users u
  JOIN activities a ON a.kol_no = u.kol_no AND a.person_no = u.person_no
  UNION SELECT o.kol_no, invited.person_no FROM people_of o JOIN members inviter ON inviter.linked_no = o.person_no
    JOIN in_memberships x ON x.inviter_id = inviter.member_id JOIN members invited ON invited.member_id = x.member_id
    WHERE x.problem IS NULL AND invited.person_no IS NOT NULL
),
judged AS (
  SELECT u.kol_no, u.goal_no, CASE WHEN u.person_no IS NULL THEN 'unknown' WHEN z.person_no IS NOT NULL THEN 'linked'
    ELSE 'no_link' END AS link
  FROM used u LEFT JOIN circles z ON z.kol_no = u.kol_no AND z.person_no = u.person_no
),
uses AS (
  SELECT kol_no, goal_no, CAST(sum(CASE WHEN link = 'linked' THEN 1 ELSE 0 END) AS BIGINT) AS linked,
    CAST(sum(CASE WHEN link = 'no_link' THEN 1 ELSE 0 END) AS BIGINT) AS no_link,
    CAST(sum(CASE WHEN link = 'unknown' THEN 1 ELSE 0 END) AS BIGINT) AS nobody
  FROM judged GROUP BY kol_no, goal_no
)
SELECT k.kol_no, k.label, g.goal_no, coalesce(o.own, 0) AS own, coalesce(o.own_net, 0) AS own_net,
  coalesce(o.own_minor, 0) AS own_minor,
  coalesce(u.linked, 0) AS linked, coalesce(u.no_link, 0) AS no_link, coalesce(u.nobody, 0) AS nobody
FROM kol_list k CROSS JOIN goals g
LEFT JOIN own o ON o.kol_no = k.kol_no AND o.goal_no = g.goal_no
LEFT JOIN uses u ON u.kol_no = k.kol_no AND u.goal_no = g.goal_no
