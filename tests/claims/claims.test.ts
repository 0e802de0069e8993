/** The panel that the stages make: against the panel in memory of the same simulated community, and by hand where groups split, share people or come late. */
import { describe, expect, test } from 'vitest';
import { readTacticStays } from '../../src/claims/claim_facts.js';
import { claimKeys, panelPeriods, type ReadClaim, readClaim } from '../../src/claims/claims.js';
import { exposureOf } from '../../src/claims/runs.js';
import { scenarios, simulateFiles, simulatePanel } from '../../src/invented/simulate/index.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { claimNumbers, liftParts } from '../../src/pipeline/stages/lift_parts.js';
import { componentLabels } from '../../src/pipeline/stages/lineage.js';
import { project, withTables } from '../tables_of_project.js';

/** Everything before and after: the whole history is reported. */
const always = { from_day: 0, to_day: 1_000_000 };

/** The claims of a project given by its files. */
function claimsOf(files: Readonly<Record<string, string>>, reported = always): Promise<ReadClaim[]> {
  return withTables(files, async (engine, config) => {
    const periods = await panelPeriods(engine);
    const claims: ReadClaim[] = [];
    for (const key of await claimKeys(engine, config))
      claims.push(await readClaim(engine, key, periods, reported, await readTacticStays(engine), config));
    return claims;
  });
}

describe('the stages make the panel that was drawn', () => {
  const options = { groups: 30, weeks: 16 };
  const once = ['base', 'launch_after_good_week', 'spillover', 'holdout'] as const;

  test.each(once)('%s', async (name) => {
    const [reported, ...others] = await claimsOf(simulateFiles(scenarios[name], options, 4));
    const drawn = simulatePanel(scenarios[name], options, 4);
    expect(others).toEqual([]);
    const { claim, exposure, overlaps } = reported as ReadClaim;
    expect(claim.panel).toEqual(drawn.panel);
    const half = { treated: 15, holdout: 15 };
    if (scenarios[name].schedule === 'once') expect(claim.randomised).toMatchObject(half);
    else expect(claim.randomised).toBeNull();
    expect(overlaps).toEqual([]);
    const treated = drawn.treated.reduce(
      (sum, runs, cell) => sum + runs * (drawn.panel.weight[Math.floor(cell / options.weeks)] ?? 0),
      0,
    );
    expect(exposure).toBe(treated);
    expect(claim.shared_members).toBeCloseTo(scenarios[name].overlap, 1);
  });
});

const people = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'];
const identities = `member_id,user_id\n${people.map((name) => `${name},u_${name}`).join('\n')}`;
const activities = `
activity_id,ts,group_id,kind,member_id
1,2026-02-03T10:00:00+08:00,a,message,ann
2,2026-02-03T10:01:00+08:00,a,message,ann
3,2026-02-10T10:00:00+08:00,a,message,bob
4,2026-02-10T10:00:00+08:00,c,message,dan
5,2026-02-10T10:00:00+08:00,c,link_click,dan
6,2026-03-10T10:00:00+08:00,c,message,dan
`;
const memberships = `
group_id,member_id,joined_at
a,ann,2026-01-01T00:00:00+08:00
a,bob,2026-01-02T00:00:00+08:00
a2,cyd,2026-01-03T00:00:00+08:00
c,dan,2026-01-03T00:00:00+08:00
c,eve,2026-02-20T00:00:00+08:00
a,eve,2026-03-01T00:00:00+08:00
c,fay,2026-03-05T00:00:00+08:00
`;
const conversions = `
conversion_id,ts,user_id,goal
o0,2026-02-02T00:30:00+08:00,u_fay,order
o1,2026-02-09T00:00:00+08:00,u_ann,order
o2,2026-02-15T23:59:59+08:00,u_ann,order
o3,2026-02-16T00:00:00+08:00,u_cyd,order
o4,2026-03-02T12:00:00+08:00,u_dan,order
o5,2026-03-03T12:00:00+08:00,u_eve,order
o6,2026-03-09T12:00:00+08:00,u_fay,order
o7,2026-03-10T12:00:00+08:00,u_bob,order
`;
const tactics = `
tactic_id,kind,starts_at,ends_at,goal
t,red_envelope,2026-03-02T20:00:00+08:00,,
`;

/** Rows of the outcome in whole results: units x periods. */
function counts({ panel }: Claim): number[][] {
  const periods = panel.period_labels.length;
  return panel.unit_ids.map((_, unit) =>
    [...panel.outcome.subarray(unit * periods, (unit + 1) * periods)].map((rate, period) =>
      Math.round(rate * (panel.time?.[unit * periods + period] ?? panel.weight[unit] ?? 0)),
    ),
  );
}

describe('by hand', () => {
  const tables = { activities, conversions, identities, memberships, tactics };

  test('home groups, members before the tactic, whole weeks, zeros', async () => {
    const [reported] = await claimsOf(project({ ...tables, tactic_groups: 'tactic_id,group_id\nt,a' }));
    const { panel, shared_members } = (reported as ReadClaim).claim;
    expect(panel.unit_ids).toEqual(['a', 'a2', 'c']);
    expect(panel.period_labels).toEqual([
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
    ]);
    // fay came after the tactic began; eve's home is c, though she is in a too
    expect([...panel.weight]).toEqual([2, 1, 2]);
    expect(counts((reported as ReadClaim).claim)).toEqual([
      [0, 2, 0, 0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 2, 0, 0, 0],
    ]);
    expect([...panel.first_treated]).toEqual([4, -1, -1]);
    // messages of four weeks before, per member and week; a click is no message
    expect([...(panel.activity ?? [])]).toEqual([3 / 4 / 2, 0, 1 / 4 / 2]);
    // eve, one of three at home in a2 and c, is in a group with the tactic
    expect(shared_members).toBe(1 / 3);
    expect((reported as ReadClaim).exposure).toBe(2 * 4);
  });

  test('owners: one number for the groups of an owner, one of its own for every other group', async () => {
    const owned = async (groups: string) => {
      const files = { ...tables, groups, tactic_groups: 'tactic_id,group_id\nt,a' };
      const [reported] = await claimsOf(project(files));
      return (reported as ReadClaim).claim.panel.owner;
    };
    expect([...(await owned('group_id,owner_id\na,zed\na2,\nc,zed'))!]).toEqual([0, 2, 0]);
    expect([...(await owned('group_id,owner_id\na,zed\na2,amy\nc,amy'))!]).toEqual([1, 0, 0]);
    // nobody owns two: nothing to ask
    expect(await owned('group_id,owner_id\na,zed\na2,amy\nc,')).toBeUndefined();
  });

  test('recruits: who came after it began, and what newcomers landed before and elsewhere', async () => {
    // of two weeks from the start on, two before and two before those: ann comes to a in the first, and lands twice in the second; eve comes to c before the tactic, fay in its first week
    const later = memberships.replace('a,ann,2026-01-01', 'a,ann,2026-02-03');
    const files = { ...tables, memberships: later, tactic_groups: 'tactic_id,group_id\nt,c' };
    const [reported] = await claimsOf(project(files));
    const { recruits, claim } = reported as ReadClaim;
    expect(claim.panel.unit_ids).toEqual(['a', 'a2', 'c']);
    // fay's order before joining is none of the group; that of eve, who was there before, is no recruit's
    expect([recruits.people, recruits.landed]).toEqual([1, 1]);
    expect(recruits.controls).toEqual([0, 1]);
    expect(recruits.cohorts).toEqual([
      {
        treated: [2],
        earlier: Float64Array.of(2, 0, 0),
        before: Float64Array.of(0, 0, 0),
        after: Float64Array.of(0, 0, 1),
        weeks: 2,
      },
    ]);
  });

  test('person-time: nothing before joining, after leaving or after the group was closed', async () => {
    const moving = `
group_id,member_id,joined_at,left_at
a,ann,2026-02-12T00:00:00+08:00,
a,bob,2026-01-02T00:00:00+08:00,2026-02-19T00:00:00+08:00
c,cyd,2026-01-03T00:00:00+08:00,
d,dan,2026-01-03T00:00:00+08:00,
`;
    const orders = `
conversion_id,ts,user_id,goal
o0,2026-02-02T00:30:00+08:00,u_ann,order
o1,2026-02-11T23:59:59+08:00,u_ann,order
o2,2026-02-12T00:00:00+08:00,u_ann,order
o3,2026-02-18T00:00:00+08:00,u_bob,order
o4,2026-02-19T00:00:00+08:00,u_bob,order
o5,2026-03-11T12:00:00+08:00,u_cyd,order
o6,2026-03-09T12:00:00+08:00,u_dan,order
o7,2026-03-12T12:00:00+08:00,u_dan,order
`;
    const groups = 'group_id,closed_at\na,\nc,\nd,2026-03-12T00:00:00+08:00';
    const files = { activities, identities, tactics, memberships: moving, conversions: orders, groups };
    const [reported] = await claimsOf(project({ ...files, tactic_groups: 'tactic_id,group_id\nt,a' }));
    const { panel } = (reported as ReadClaim).claim;
    expect(panel.unit_ids).toEqual(['a', 'c', 'd']);
    expect(counts((reported as ReadClaim).claim)).toEqual([
      [0, 1, 1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0, 1, 0, 0],
    ]);
    // weeks of 2 February on: bob leaves on Thursday 19 February, ann comes on Thursday 12 February, d closes on Thursday 12 March
    const days = [7, 11, 10, 7, 7, 7, 7, 7, ...new Array(8).fill(7), 7, 7, 7, 7, 7, 3, 0, 0];
    expect([...(panel.time ?? [])].map((time) => Math.round(time * 7))).toEqual(days);
  });

  // a control c of cyd, dan and eve (and gil, who leaves it before the tactic begins); eve is in a, which has the tactic from 2 March on
  test.each([
    ['while the tactic is there', '', '', '', 1 / 3],
    ['before the tactic was there', '2026-02-25T00:00:00+08:00', '', '', 0],
    ['in a group that closed before the tactic', '', '2026-03-01T00:00:00+08:00', '', 0],
    ['only after the tactic was over', '', '', '2026-03-05T00:00:00+08:00', 0],
  ])('shared are those who are in both at one time: %s', async (_, left, closed, ended, share) => {
    const stays = [
      'group_id,member_id,joined_at,left_at',
      'a,ann,2026-01-02T00:00:00+08:00,',
      'c,cyd,2026-01-03T00:00:00+08:00,',
      'c,dan,2026-01-03T00:00:00+08:00,',
      'c,eve,2026-01-03T00:00:00+08:00,',
      'c,bob,2026-01-03T00:00:00+08:00,2026-02-20T00:00:00+08:00',
      `a,eve,${ended === '' ? '2026-02-21' : '2026-03-10'}T00:00:00+08:00,${left}`,
      'a,bob,2026-02-21T00:00:00+08:00,',
    ].join('\n');
    const groups = `group_id,closed_at\na,${closed}\nc,`;
    const times = `\ntactic_id,kind,starts_at,ends_at,goal\nt,red_envelope,2026-03-02T20:00:00+08:00,${ended},\n`;
    const files = { ...tables, memberships: stays, groups, tactics: times };
    const [reported] = await claimsOf(project({ ...files, tactic_groups: 'tactic_id,group_id\nt,a' }));
    // bob left c before the tactic began: he is not counted on either side
    expect((reported as ReadClaim).claim.shared_members).toBe(share);
  });

  test('members shared with a group that had the tactic only after they had left it are not shared', async () => {
    const left = memberships.replace(
      'a,eve,2026-03-01T00:00:00+08:00',
      'a,eve,2026-02-21T00:00:00+08:00,2026-02-25',
    );
    const [reported] = await claimsOf(
      project({
        ...tables,
        memberships: left.replace('joined_at\n', 'joined_at,left_at\n').replace(/:00$/gm, ':00,'),
        tactic_groups: 'tactic_id,group_id\nt,a',
      }),
    );
    expect((reported as ReadClaim).claim.shared_members).toBe(0);
  });

  test('a group and what it was split into are one unit', async () => {
    const group_lineage = 'from_group,to_group,at,kind\na,a2,2026-03-01T00:00:00+08:00,split';
    const [reported] = await claimsOf(
      project({ ...tables, tactic_groups: 'tactic_id,group_id\nt,a2', group_lineage }),
    );
    const { panel } = (reported as ReadClaim).claim;
    expect(panel.unit_ids).toEqual(['a', 'c']);
    expect([...panel.weight]).toEqual([3, 2]);
    expect([...panel.first_treated]).toEqual([4, -1]);
    expect(counts((reported as ReadClaim).claim)[0]).toEqual([0, 2, 1, 0, 0, 1, 0, 0]);
  });

  test('a group that came in later has the tactic from then on; holdouts are the only comparison', async () => {
    const tactic_groups = `tactic_id,group_id,arm,assigned_at
t,a,treated,2026-03-11T09:00:00+08:00
t,c,holdout,2026-03-01T09:00:00+08:00`;
    const [reported] = await claimsOf(project({ ...tables, tactic_groups }));
    const { claim } = reported as ReadClaim;
    // each is observed as assigned from its own week on: a from 9 March, c, assigned before the tactic began, from 2 March
    expect(claim.randomised).toEqual({ treated: 1, holdout: 1, since: Int32Array.of(5, 4) });
    expect(claim.panel.unit_ids).toEqual(['a', 'c']);
    expect([...claim.panel.first_treated]).toEqual([5, -1]);
    expect([...claim.panel.weight]).toEqual([2, 3]);
  });

  test('groups that had it before the first week are dropped and counted; what is over is cut after the window', async () => {
    const over = tactics.replace('20:00:00+08:00,,', '20:00:00+08:00,2026-03-03,');
    const early = `${over.trimEnd()}\nold,red_envelope,2026-01-05T00:00:00+08:00,,\n`;
    const reported = await claimsOf(
      project({ ...tables, tactics: early, tactic_groups: 'tactic_id,group_id\nt,a\nold,a' }),
    );
    const [old, t] = reported.map(({ claim }) => claim);
    expect(reported.map(({ key }) => key.tactic_id)).toEqual(['old', 't']);
    // its first period is the panel's: `usable` drops and counts such groups
    expect(old?.panel.unit_ids).toEqual(['a', 'a2', 'c']);
    expect([...(old?.panel.first_treated ?? [])]).toEqual([0, -1, -1]);
    // ends on 3 March, seven days of window: the week of 9 March is the last
    expect(t?.panel.period_labels.at(-1)).toBe('2026-03-09');
  });

  test('a report of weeks after the end of a tactic holds no exposure', async () => {
    const over = tactics.replace('20:00:00+08:00,,', '20:00:00+08:00,2026-03-03,');
    const files = project({ ...tables, tactics: over, tactic_groups: 'tactic_id,group_id\nt,a' });
    const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    const exposureIn = async (from: string, to: string) => {
      const [reported] = await claimsOf(files, { from_day: day(from), to_day: day(to) });
      return reported?.exposure;
    };
    // two members at risk; it ran in the week of 2 March, and the week of 9 March is in the window after it
    expect(await exposureIn('2026-03-02', '2026-03-08')).toBe(2);
    expect(await exposureIn('2026-03-02', '2026-03-15')).toBe(4);
    expect(await exposureIn('2026-03-09', '2026-03-15')).toBe(0);
    expect(await exposureIn('2026-03-16', '2026-03-22')).toBe(0);
    expect(await exposureIn('2026-02-23', '2026-03-01')).toBe(0);
  });

  test('what was over before the first complete week, and groups that came in after the end', async () => {
    const before = tactics.replace(/2026-03-02T20:00:00.08:00,,/, '2026-01-05,2026-01-06,');
    const [early] = await claimsOf(
      project({ ...tables, tactics: before, tactic_groups: 'tactic_id,group_id\nt,a' }),
    );
    expect(early?.unread).toBe('over_before');
    const over = tactics.replace('20:00:00+08:00,,', '20:00:00+08:00,2026-03-03,');
    const tactic_groups = 'tactic_id,group_id,assigned_at\nt,a,2026-03-18T00:00:00+08:00';
    const [late] = await claimsOf(project({ ...tables, tactics: over, tactic_groups }));
    expect(late?.unread).toBe('no_groups');
  });

  test('days, and a second tactic in the same groups', async () => {
    const two = `${tactics.trimEnd()}\nv,activity,2026-03-03T09:00:00+08:00,,\n`;
    const reported = await claimsOf(
      project(
        { ...tables, tactics: two, tactic_groups: 'tactic_id,group_id\nt,a\nt,c\nv,a' },
        'lift: { period: day }\n',
      ),
    );
    const [t, v] = reported;
    expect(t?.claim.panel.period_labels).toHaveLength(56);
    expect(t?.claim.panel.period_labels[0]).toBe('2026-02-02');
    expect(t?.overlaps).toEqual([{ tactic_id: 'v', share: 0.5 }]);
    expect(v?.overlaps).toEqual([{ tactic_id: 't', share: 1 }]);
  });
});

test('events that repeat: of the week after the last one nothing is counted where only that week is reported', () => {
  const units = [{ unit_no: 1, unit_id: 'a', members: 5, first_treated: 0 }];
  const grid = { units, days: [70, 77, 84, 91], rows: new Map([[1, 0]]), columns: new Map() };
  // on days 71 and 85, each treated for its own week and the next
  const runs = [
    { unit: 0, period: 0, periods: 2, end_day: 71 },
    { unit: 0, period: 2, periods: 2, end_day: 85 },
  ];
  const risk = { time: new Float64Array(4).fill(5), weight: Float64Array.of(5) };
  const exposure = (from_day: number, to_day: number) => exposureOf(grid, risk, runs, { from_day, to_day });
  expect(exposure(0, 1000)).toBe(4 * 5);
  expect(exposure(77, 83)).toBe(0);
  expect(exposure(77, 90)).toBe(5);
  expect(exposure(84, 1000)).toBe(2 * 5);
  expect(exposure(91, 1000)).toBe(0);
});

describe('tactics that are the same again and again are one claim', () => {
  const rows = (tactics: Readonly<Record<number, readonly number[]>>, more = {}) =>
    Object.entries(tactics).flatMap(([tactic_no, units]) =>
      units.map((unit_no) => ({
        tactic_no: Number(tactic_no),
        kind: 'red_envelope',
        unit_no,
        is_holdout: 0,
        ends: true,
        ...more,
      })),
    );

  test.each([
    ['three of a kind, half of the units twice', rows({ 4: [1, 2], 2: [1], 7: [3, 2, 4] }), 2],
    ['only two of them', rows({ 4: [1, 2], 2: [1, 2] }), null],
    ['hardly any unit twice', rows({ 4: [1, 2], 2: [3, 4], 7: [5, 1] }), null],
    ['they do not end', rows({ 4: [1, 2], 2: [1, 2], 7: [1, 2] }, { ends: false }), null],
    ['no kind is known', rows({ 4: [1, 2], 2: [1, 2], 7: [1, 2] }, { kind: null }), null],
  ])('%s', (_, tactics, claim_no) => {
    for (const [tactic_no, found] of claimNumbers(tactics)) expect(found).toBe(claim_no ?? tactic_no);
  });

  test('a random assignment stays a claim of its own', () => {
    const drawn = { ...rows({ 9: [2] })[0], is_holdout: 1 } as ReturnType<typeof rows>[0];
    const claims = claimNumbers([...rows({ 4: [1, 2], 2: [1, 2], 7: [1, 2], 9: [1] }), drawn]);
    expect(Object.fromEntries(claims)).toEqual({ 2: 2, 4: 2, 7: 2, 9: 9 });
  });

  test('and each is a claim as well, for when they cannot be read as one; but for those of a long series', () => {
    const claimsOfTactics = new Map([
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
    expect(liftParts(claimsOfTactics)).toEqual([
      { tactic_no: 1, claim_no: 1 },
      { tactic_no: 2, claim_no: 2 },
      { tactic_no: 2, claim_no: -2 },
      { tactic_no: 3, claim_no: 3 },
      { tactic_no: 3, claim_no: -2 },
    ]);
    const long = new Map(Array.from({ length: 21 }, (_, place): [number, number] => [place + 5, 5]));
    expect(liftParts(long)).toEqual([...long.keys()].map((tactic_no) => ({ tactic_no, claim_no: -5 })));
  });

  test('and their events are those that were drawn', async () => {
    const options = { groups: 30, weeks: 16 };
    const claims = await claimsOf(simulateFiles(scenarios.recurring, options, 4));
    const [reported, ...others] = claims.filter(({ key }) => key.tactic_nos.length > 1);
    const drawn = simulatePanel(scenarios.recurring, options, 4);
    const { claim, key } = reported as ReadClaim;
    expect(others).toEqual([]);
    expect(key.tactic_id).toBe('kind:red_envelope');
    expect(claim.panel.outcome).toEqual(drawn.panel.outcome);
    const found = new Uint8Array(drawn.treated.length);
    for (const { unit, period } of claim.events ?? []) found[unit * options.weeks + period] = 1;
    expect(found).toEqual(drawn.treated);
  });
});

test('connected groups have the smallest number of them', () => {
  const labels = componentLabels([
    [7, 3],
    [9, 7],
    [1, 2],
    [5, 9],
  ]);
  expect(Object.fromEntries(labels)).toEqual({ 1: 1, 2: 1, 3: 3, 5: 3, 7: 3, 9: 3 });
});
