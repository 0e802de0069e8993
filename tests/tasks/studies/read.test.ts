/** From files to verdicts, on communities whose truth is planted, and on inputs in which nothing can be read. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type LiftReading, readLift } from '../../../src/claims/read.js';
import {
  type Scenario,
  type SimulationOptions,
  scenarios,
  simulateFiles,
  simulatePanel,
} from '../../../src/invented/simulate/index.js';
import { choosePeriod } from '../../../src/project/period.js';
import { liftRow } from '../../../src/publish/lift.js';
import { withTables } from '../../tables_of_project.js';

type Files = Readonly<Record<string, string>>;

type Span = Parameters<typeof choosePeriod>[0];

/** The readings over each of some periods, from the same tables. */
function readOver<T extends readonly Span[]>(
  files: Files,
  ...spans: T
): Promise<{ [place in keyof T]: LiftReading[] }> {
  return withTables(files, async (engine, config) => {
    const readings: LiftReading[][] = [];
    for (const span of spans) readings.push(await readLift(engine, config, choosePeriod(span, config)));
    return readings as { [place in keyof T]: LiftReading[] };
  });
}

async function readAll(files: Files): Promise<LiftReading[]> {
  const [readings] = await readOver(files, {});
  return readings;
}

/** The one reading of a simulated project, as a row of the table. */
async function rowOf(files: Files) {
  return theRow(await readAll(files));
}

function theRow(readings: readonly LiftReading[]) {
  expect(readings).toHaveLength(1);
  return liftRow(readings[0] as LiftReading);
}

const options = { groups: 140, weeks: 22 };

function simulated(scenario: Scenario, more: Partial<SimulationOptions> = {}) {
  const size = { ...options, ...more };
  return { files: simulateFiles(scenario, size, 11), truth: simulatePanel(scenario, size, 11).truth };
}

describe('planted truth, from files to the table lift', () => {
  const { files: twice, truth } = simulated(scenarios.base, { effect: 2 });
  let row: ReturnType<typeof liftRow>;
  let week: ReturnType<typeof liftRow>;

  beforeAll(async () => {
    const [whole, part] = await readOver(twice, {}, { week: '2025-W21' });
    [row, week] = [theRow(whole), theRow(part)];
  });

  test('an effect of twice the default: found, of the right size, and far below its credit', () => {
    expect(row).toMatchObject({
      tactic_id: 'T1',
      goal: 'order',
      estimator: 'imputation',
      verdict: 'likely_caused',
    });
    expect(Math.abs(Number(row.estimate) - truth.att)).toBeLessThan(4 * Number(row.se));
    expect(
      Math.abs(Number(row.incremental) / (Number(row.estimate) * Number(row.exposure)) - 1),
    ).toBeLessThan(0.05);
    expect(Math.abs(Number(row.incremental) / truth.incremental - 1)).toBeLessThan(0.25);
    expect(Number(row.ratio)).toBeCloseTo(Number(row.incremental) / Number(row.credited), 9);
    expect(Number(row.credited)).toBeGreaterThan(1.5 * truth.incremental);
  });

  test('no effect, though last touch credits thousands', async () => {
    const { files } = simulated(scenarios.null);
    const row = await rowOf(files);
    expect(Number(row.credited)).toBeGreaterThan(500);
    expect(['likely_caused', 'proven_by_holdout']).not.toContain(row.verdict);
    expect(Number(row.low)).toBeLessThan(0);
    expect(Number(row.high)).toBeGreaterThan(0);
  });

  test('a random assignment: proven', async () => {
    const { files, truth } = simulated(scenarios.holdout, { effect: 2 });
    const row = await rowOf(files);
    expect(row).toMatchObject({
      estimator: 'holdout',
      verdict: 'proven_by_holdout',
      treated_groups: 70,
      control_groups: 70,
    });
    expect(Math.abs(Number(row.estimate) - truth.att)).toBeLessThan(4 * Number(row.se));
  });

  test('members in both arms are seen, and widen the interval by their share of the effect', async () => {
    const { files } = simulated(scenarios.spillover);
    const [reading] = await readAll(files);
    const check = reading?.reading?.checks.find((one) => one.check === 'spillover');
    expect(check?.size).toBeCloseTo(0.3, 1);
    expect(check?.bound).toBeCloseTo(
      (check?.size ?? 0) * Math.abs(reading?.reading?.tested?.estimate ?? 0),
      12,
    );
  });

  test('events that repeat are one claim, read by clean windows', async () => {
    const { files } = simulated(scenarios.recurring);
    expect(await rowOf(files)).toMatchObject({ tactic_id: 'kind:red_envelope', estimator: 'recurring' });
  });

  test('of one week only that week is counted', () => {
    expect(week.estimate).toBe(row.estimate);
    expect(Number(week.exposure)).toBeLessThan(Number(row.exposure) / 3);
    expect(Number(week.incremental)).toBeLessThan(Number(row.incremental) / 3);
    expect(Number(week.incremental_low)).toBeLessThan(Number(week.incremental));
  });
});

describe('if no effect can be estimated, that is said, without a number', () => {
  const { files } = simulated(scenarios.base, { groups: 60, weeks: 20 });
  const tactics = files['tactics.csv'] ?? '';
  const tactic_groups = files['tactic_groups.csv'] ?? '';
  const numbers = [
    'estimate',
    'se',
    'low',
    'high',
    'raw_low',
    'bound',
    'p',
    'incremental',
    'ratio',
    'mde',
  ] as const;

  async function refused(
    changed: Files,
    reason: string,
    verdict = 'cannot_be_identified',
  ): Promise<LiftReading> {
    const [reading] = await readAll({ ...files, ...changed });
    const row = liftRow(reading as LiftReading);
    expect(row).toMatchObject({ verdict, reason });
    for (const column of numbers) expect(row[column]).toBeNull();
    return reading as LiftReading;
  }

  test('everything treated at once', async () => {
    const lines = files['groups.csv']
      ?.trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    const all = `tactic_id,group_id,arm,assigned_at\n${lines?.map((id) => `T1,${id},treated,2025-04-07T00:00:00Z`).join('\n')}\n`;
    const { fix, community } = await refused({ 'tactic_groups.csv': all }, 'untreated_comparison', 'counted');
    // everybody had it from 7 April 2025 on: what landed in that week is counted, and no effect is claimed
    expect(community).toMatchObject({ from_day: Date.UTC(2025, 3, 7) / 86_400_000, days: 7, before: null });
    expect(community?.counted).toBeGreaterThan(0);
    expect(fix?.groups).toBe(30);
    expect(fix?.effect).toBeGreaterThan(0);
  });

  test('too little time before', async () => {
    const early = tactic_groups.replace(/2025-\d\d-\d\d/g, '2025-01-20');
    const start = tactics.replace(/2025-\d\d-\d\d/, '2025-01-20');
    await refused({ 'tactic_groups.csv': early, 'tactics.csv': start }, 'pre_periods');
  });

  test('a tactic without groups', async () => {
    await refused({ 'tactic_groups.csv': 'tactic_id,group_id\nother,g00\n' }, 'no_groups');
  });

  test('no table of groups at all', async () => {
    const yaml = files['grouplift.yaml']?.replace('  tactic_groups: tactic_groups.csv\n', '') ?? '';
    await refused({ 'grouplift.yaml': yaml }, 'no_groups', 'counted');
  });

  test('a tactic that has not begun, and one that has just begun', async () => {
    const later = (text: string) => text.replace(/2025-\d\d-\d\d/g, '2025-12-01');
    await refused(
      { 'tactics.csv': later(tactics), 'tactic_groups.csv': later(tactic_groups) },
      'not_started',
    );
    const now = (text: string) => text.replace(/2025-\d\d-\d\d/g, '2025-05-26');
    await refused({ 'tactics.csv': now(tactics), 'tactic_groups.csv': now(tactic_groups) }, 'too_recent');
  });

  test('groups that nobody had joined before', async () => {
    const joined = files['memberships.csv']?.replace(/\d{4}-\d\d-\d\d(?=T)/g, '2025-05-19') ?? '';
    await refused({ 'memberships.csv': joined }, 'no_members');
  });

  test('two tactics launched together cannot be distinguished, and name each other', async () => {
    const second = tactic_groups
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.replace('T1', 'T2'));
    const both = {
      'tactics.csv': `${tactics}${tactics.trimEnd().split('\n')[1]?.replaceAll('T1', 'T2').replace('red_envelope', 'survey')}\n`,
      'tactic_groups.csv': `${tactic_groups}${second.join('\n')}\n`,
    };
    const readings = await readAll({ ...files, ...both });
    expect(readings.map(({ overlaps }) => overlaps)).toEqual([
      [{ tactic_id: 'T2', share: 1 }],
      [{ tactic_id: 'T1', share: 1 }],
    ]);
    for (const { reading } of readings) {
      const check = reading?.checks.find((one) => one.check === 'overlap');
      expect(check?.bound).toBeCloseTo(Math.abs(reading?.tested?.estimate ?? 0), 12);
      expect(reading?.verdict).not.toBe('likely_caused');
    }
  });
});
