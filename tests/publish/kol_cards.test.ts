import { expect, it } from 'vitest';
import { withTables } from '../tables_of_project.js';

const config = `timezone: UTC
as_of: 2026-02-01
identity: { min_confidence: 0 }
inputs:
  activities: { files: activities.csv, timezone: UTC }
  conversions: { files: conversions.csv, timezone: UTC }
  identities: { files: identities.csv, timezone: UTC }
  memberships: { files: memberships.csv, timezone: UTC }
  groups: { files: groups.csv, timezone: UTC }
  kols: { files: kols.csv, timezone: UTC }
  codes: { files: codes.csv, timezone: UTC }
goals:
  - { name: order, match: { goal: order }, window_days: 7 }
touches:
  - { kinds: [link_click], reach: actor }
attribution: { models: [last_touch], code: touch }
`;

const people = ['kol', 'same', 'acted', 'invited', 'never'];

/** One use of the code each: the same group, something done in it, an invitation elsewhere, none of these, nobody known. */
const files = {
  'grouplift.yaml': config,
  'activities.csv': `ts,group_id,kind,member_id
2026-01-05 10:00:00,G1,link_click,m_acted
2026-01-05 10:00:00,G2,link_click,m_never
`,
  'conversions.csv': `conversion_id,ts,goal,user_id,code
${[...people.slice(1), 'stranger'].map((name, at) => `c${at},2026-01-1${at} 10:00:00,order,u_${name},KOL10`).join('\n')}
own,2026-01-12 10:00:00,order,u_kol,
`,
  'identities.csv': `id_type_a,id_a,id_type_b,id_b
${people.map((name) => `member,m_${name},user,u_${name}`).join('\n')}
`,
  'memberships.csv': `group_id,member_id,joined_at,inviter_id
G1,m_kol,2026-01-01 00:00:00,
G1,m_same,2026-01-02 00:00:00,
G2,m_invited,2026-01-02 00:00:00,m_kol
G2,m_never,2026-01-02 00:00:00,m_same
`,
  'groups.csv': 'group_id,name\nG1,One\nG2,Two\n',
  'kols.csv': 'kol_id,member_id\nK,m_kol\n',
  'codes.csv': 'code,kol_id,valid_from\nKOL10,K,2026-01-01\n',
};

it('links a use of a code by a shared group, by what was done in it, and by an invitation, and by nothing else', async () => {
  const [row] = await withTables(files, (engine) =>
    engine.rows('SELECT own, linked, no_link, nobody FROM kol_cards'),
  );
  expect(row).toEqual({ own: 1, linked: 3, no_link: 1, nobody: 1 });
});

it('counts the part of a fee for the days up to as_of, once for two rows of one contract, and nothing if its days are unknown', async () => {
  const kols = `kol_id,member_id,user_id,from,to,fee
K,m_kol,,2026-01-01,2026-03-01,600
K,,u_kol,2026-01-01,2026-03-01,600
OPEN,m_same,,2026-01-01,,600
LATER,m_acted,,2026-02-01,2026-02-28,600
FREE,m_never,,2026-01-01,2026-03-01,
`;
  const rows = await withTables({ ...files, 'kols.csv': kols }, (engine) =>
    engine.rows(
      'SELECT k.kol_id, f.fee_millionths FROM kol_fees f JOIN kol_list k ON k.kol_no = f.kol_no ORDER BY k.kol_id',
    ),
  );
  // 31 of the 60 days have passed at as_of
  expect(rows).toEqual([
    { kol_id: 'K', fee_millionths: 310e6 },
    { kol_id: 'OPEN', fee_millionths: null },
  ]);
});

it('counts a code for the KOL whose it was at the time, where it has changed hands', async () => {
  const codes = `code,kol_id,valid_from,valid_to
KOL10,K,2026-01-01,2026-01-12
KOL10,L,2026-01-13,
`;
  const rows = await withTables({ ...files, 'codes.csv': codes }, (engine) =>
    engine.rows('SELECT label, linked, no_link, nobody FROM kol_cards ORDER BY label'),
  );
  // uses on the 10th, 11th and 12th (same, acted, invited) are K's, those on the 13th and 14th (never, a stranger) L's
  expect(rows).toEqual([
    { label: 'K', linked: 3, no_link: 0, nobody: 0 },
    { label: 'L', linked: 0, no_link: 1, nobody: 1 },
  ]);
});

it('leaves out the codes that excluded people use: staff who try a code do not spread it', async () => {
  const config = files['grouplift.yaml'].replace(
    'inputs:',
    'inputs:\n  exclusions: { files: exclusions.csv }',
  );
  const exclusions = 'id_type,id\nmember,m_same\nuser,u_stranger\n';
  const [row] = await withTables(
    { ...files, 'grouplift.yaml': config, 'exclusions.csv': exclusions },
    (engine) => engine.rows('SELECT own, linked, no_link, nobody FROM kol_cards'),
  );
  // of five uses, one is by staff in the KOL's group and one by a test account that nobody is linked to
  expect(row).toEqual({ own: 1, linked: 2, no_link: 1, nobody: 0 });
});
