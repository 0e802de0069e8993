/** What would tell, beside everything that nothing is known of: by hand, and over random communities, in both languages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLift } from '../../src/claims/read.js';
import { causedOrHarmed, liftSentence } from '../../src/insights/tactics/lift_sentence.js';
import { scenarios, simulateFiles } from '../../src/invented/simulate/index.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import { nextSteps, trialOf } from '../../src/lift/readings/next_step.js';
import { choosePeriod } from '../../src/project/period.js';
import { liftRow } from '../../src/publish/lift.js';
import { languages } from '../../src/report/language.js';
import { withTables } from '../tables_of_project.js';

/** Groups of as many members each, that land the same in every period. */
function evenPanel(units: number, periods: number, members: number, rate: number): Panel {
  return {
    unit_ids: Array.from({ length: units }, (_, unit) => `g${unit}`),
    period_labels: Array.from({ length: periods }, (_, period) => `${period}`),
    outcome: new Float64Array(units * periods).fill(rate),
    first_treated: new Int32Array(units).fill(-1),
    weight: new Float64Array(units).fill(members),
    activity: null,
  };
}

describe('groups that are too few for a trial', () => {
  it('give half of their members against the other half', () => {
    // 4 x 100 members: 200 an arm; .01 x 200 x 8 weeks = 16 results an arm, which show a doubling: 2 x 2.8016^2 = 15.7
    const step = trialOf(evenPanel(4, 12, 100, 0.01));
    expect(step).toMatchObject({ step: 'people', people: 200, periods: 8, groups: null, results: null });
    // 2.8016 x sqrt(2 x .01 / (200 x 8))
    expect(step.effect).toBeCloseTo(0.009905, 6);
  });

  it('take more weeks if little lands, until a doubling would show', () => {
    // .004 x 200 = .8 results an arm and week: 16 of them in 20 weeks
    expect(trialOf(evenPanel(4, 12, 100, 0.004))).toMatchObject({ step: 'people', periods: 20 });
  });

  it.each([
    ['nothing lands', 0],
    ['it takes more than a year', 0.0015],
  ])('need more results where %s', (_, rate) => {
    expect(trialOf(evenPanel(4, 12, 100, rate))).toMatchObject({ step: 'more_results', results: 16 });
  });
});

it('any panel gives a next step with its full cost', () => {
  const panels = fc.record({
    units: fc.integer({ min: 0, max: 30 }),
    periods: fc.integer({ min: 0, max: 30 }),
    members: fc.integer({ min: 1, max: 500 }),
    rates: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 }),
  });
  fc.assert(
    fc.property(panels, ({ units, periods, members, rates }) => {
      const even = evenPanel(units, periods, members, 0);
      const panel = { ...even, outcome: even.outcome.map((_, at) => rates[at % rates.length] ?? 0) };
      const { step, ...price } = trialOf(panel);
      const asked = {
        holdout: [price.groups, price.periods, price.effect],
        people: [price.people, price.periods, price.effect],
        more_results: [price.results],
      };
      if (step !== 'holdout' && step !== 'people' && step !== 'more_results') throw new Error(step);
      for (const value of asked[step]) expect(value).toBeGreaterThan(0);
      for (const value of asked[step]) expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
    }),
  );
});

/** A simulated community, and what of it is changed. */
interface World {
  readonly seed: number;
  readonly scenario: 'base' | 'null' | 'recurring' | 'holdout_null';
  readonly groups: number;
  readonly weeks: number;
  /** days of the tactic; null: as it was drawn */
  readonly days: keyof typeof tacticDays | null;
  /** groups that the calendar names */
  readonly named: 'some' | 'none' | 'all';
  readonly members: 'early' | 'late';
  /** few: every 200th, and one on the first and the last day; early: without these, so that the data is short */
  readonly results: 'all' | 'few' | 'early';
}

/** First and last day of a tactic: the results begin in January 2025. */
const tacticDays = {
  over_before: ['2024-12-09', '2024-12-13'],
  last_days: ['2025-03-12', ''],
  later: ['2031-01-06', ''],
} as const;

const ordinary: World = {
  seed: 1,
  scenario: 'base',
  groups: 16,
  weeks: 10,
  days: null,
  named: 'some',
  members: 'early',
  results: 'all',
};

/** One world for every step. */
const examples: readonly World[] = [
  ordinary,
  { ...ordinary, groups: 3 },
  { ...ordinary, groups: 3, results: 'few' },
  { ...ordinary, groups: 3, results: 'early' },
  { ...ordinary, days: 'over_before' },
  { ...ordinary, days: 'last_days' },
  { ...ordinary, days: 'later' },
  { ...ordinary, named: 'none' },
  { ...ordinary, members: 'late' },
];

const worlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  scenario: fc.constantFrom('base', 'null', 'recurring', 'holdout_null'),
  groups: fc.integer({ min: 2, max: 16 }),
  weeks: fc.constant(10),
  days: fc.constantFrom('over_before', 'last_days', 'later', null, null, null),
  named: fc.constantFrom('some', 'some', 'none', 'all'),
  members: fc.constantFrom('early', 'early', 'late'),
  results: fc.constantFrom('all', 'few', 'early'),
});

function filesOf({ scenario, groups, weeks, seed, ...world }: World): Record<string, string> {
  const files = simulateFiles(scenarios[scenario], { groups, weeks }, seed);
  const linesOf = (file: string) => (files[file] ?? '').trim().split('\n');
  const [first = '', ...tactics] = linesOf('tactics.csv');
  const [head = '', ...rows] = linesOf('tactic_groups.csv');
  const [from, to] = world.days === null ? ['', ''] : tacticDays[world.days];
  const moved = tactics.map((line) => {
    const [id, kind, start, end, ...rest] = line.split(',');
    return [id, kind, ...(from === '' ? [start, end] : [from, to]), ...rest].join(',');
  });
  const ids = linesOf('groups.csv')
    .slice(1)
    .map((line) => line.split(',')[0]);
  const named = {
    some: from === '' ? rows : rows.map((row) => row.replace(/20\d\d-.*$/, '')),
    none: ['other,g0,treated,'],
    all: ids.map((id) => `T1,${id},treated,`),
  }[world.named];
  const conversions = linesOf('conversions.csv');
  const days = conversions.slice(1).map((line) => line.match(/\d{4}-\d\d-\d\d/)?.[0] ?? '');
  const ends = [days.toSorted()[0], days.toSorted().at(-1)].map((day) => 1 + days.indexOf(day ?? ''));
  const isKept = { all: () => true, few: (at: number) => ends.includes(at), early: () => false }[
    world.results
  ];
  const kept = conversions.filter((_, at) => at % 200 === 0 || isKept(at));
  const memberships = (files['memberships.csv'] ?? '').replace(/20\d\d-\d\d-\d\d/g, '2025-03-14');
  return {
    ...files,
    'tactics.csv': [first, ...moved].join('\n'),
    'tactic_groups.csv': [head, ...named].join('\n'),
    'conversions.csv': kept.join('\n'),
    ...(world.members === 'late' ? { 'memberships.csv': memberships } : {}),
  };
}

const settled = ['no_effect_bigger_than', 'real_but_smaller_than'];
const unsaid = /NaN|undefined|Infinity/;
/** A step that asks for none of something; an estimate may be 0. */
const asksForNone = /(?<![\d.,])0 (groups|members|results|weeks|个|名|周)/;
const stepIn = (sentence: string) => sentence.replace(/^.*(What would settle it: |怎样才能知道：)/s, '');

it('no tactic of which nothing is known is without a next step, in both languages', async () => {
  const steps = new Set<string>();
  const judge = async (world: World) => {
    const files = filesOf(world);
    const readings = await withTables(files, (engine, config) =>
      readLift(engine, config, choosePeriod({}, config)),
    );
    const hasTactics = (files['tactics.csv'] ?? '').trim().includes('\n');
    expect(readings.length > 0).toBe(hasTactics);
    for (const row of readings.map(liftRow)) {
      const isKnown = causedOrHarmed(row) !== null || settled.includes(row.verdict);
      expect(row.fix === null, `${row.verdict} ${row.reason} ${row.fix}`).toBe(isKnown);
      if (row.fix === null) continue;
      steps.add(row.fix);
      const [en, zh] = [liftSentence(row, 'week', languages.en), liftSentence(row, 'week', languages.zh)];
      expect(en).toMatch(/What would settle it: .*[^ ]\.$/);
      expect(zh).toMatch(/怎样才能知道：.*。$/);
      expect(en + zh).not.toMatch(unsaid);
      expect(stepIn(en) + stepIn(zh)).not.toMatch(asksForNone);
    }
  };
  await fc.assert(fc.asyncProperty(worlds, judge), {
    numRuns: 16,
    examples: examples.map((world) => [world]),
  });
  expect([...steps].sort()).toEqual([...nextSteps].sort());
}, 300_000);
