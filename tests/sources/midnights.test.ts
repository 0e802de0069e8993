/** Days begin with their first moment, also where the clocks skip midnight or strike it twice; and only a time without an offset can be two moments. */
import { expect, it } from 'vitest';
import { readTable } from '../../src/engines/typed_rows.js';
import { project } from '../tables_of_project.js';
import { withSources } from './loaded.js';

const conversions = 'conversion_id,ts,user_id,goal\nc1,2026-03-10T05:30:00Z,u1,order';
const identities = 'member_id,user_id\nm1,u1';

/** In Havana 8 March 2026 begins at 01:00 (05:00 UTC), and midnight comes twice on 1 November (04:00 and 05:00 UTC). */
const inHavana = (tables: Record<string, string>) => {
  const files = project({ conversions, identities, ...tables });
  const config = (files['grouplift.yaml'] ?? '')
    .replace('Asia/Shanghai', 'America/Havana')
    .replace('as_of: 2026-03-30\n', '');
  return { ...files, 'grouplift.yaml': config };
};

it('reads a date as the first moment of its day, and as the end of it where it includes the day', async () => {
  const files = inHavana({
    activities: 'ts,group_id,kind,member_id\n2026-11-20T02:30:00Z,g,link_click,m1',
    memberships: `group_id,member_id,joined_at,left_at
g1,m1,2026-03-07,2026-03-07
g2,m1,2026-03-08,2026-10-31
g3,m1,2026-11-01,2026-11-01`,
  });
  const rows = await withSources(files, (engine) =>
    readTable(
      engine,
      'in_memberships',
      { group_id: 'text', joined_at_us: 'number', left_at_us: 'number', problem: 'text?' },
      'ORDER BY group_id',
    ),
  );
  const utc = (text: string) => Date.parse(`${text}Z`) * 1000;
  expect(rows).toEqual([
    {
      group_id: 'g1',
      joined_at_us: utc('2026-03-07T05:00'),
      left_at_us: utc('2026-03-08T05:00'),
      problem: null,
    },
    {
      group_id: 'g2',
      joined_at_us: utc('2026-03-08T05:00'),
      left_at_us: utc('2026-11-01T04:00'),
      problem: null,
    },
    {
      group_id: 'g3',
      joined_at_us: utc('2026-11-01T04:00'),
      left_at_us: utc('2026-11-02T05:00'),
      problem: null,
    },
  ]);
});

it('counts as ambiguous what the clocks show twice without an offset, and nothing that gives its offset', async () => {
  const activities = `ts,group_id,kind,member_id
2026-11-01T04:30:00Z,g,link_click,m1
2026-11-01T05:30:00Z,g,link_click,m1
2026-11-01 00:30:00-05:00,g,link_click,m1
2026-11-01,g,link_click,m1
2026-11-01 00:30:00,g,link_click,m1
2026-11-01 00:31,g,link_click,m1
2026-11-01 01:30:00,g,link_click,m1`;
  const counted = await withSources(inHavana({ activities }), async (_, sources) =>
    sources.find(({ table }) => table === 'activities'),
  );
  expect(counted).toMatchObject({ rows: 7, rejected: 0, ambiguous: 2 });
});
