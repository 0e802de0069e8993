import type { Config, GoalConfig } from '../config/config.js';
import { headlineGoals } from '../config/goals.js';
import type { UnreadReason } from '../contract/published_words.js';
import type { Engine } from '../engines/engine.js';
import { type RowIn, readRow, readRows, readTable } from '../engines/typed_rows.js';
import type { Panel } from '../lift/panel/panel.js';
import type { Claim, LiftEstimator, Randomised } from '../lift/readings/claim.js';
import { stageSql } from '../pipeline/steps.js';
import {
  cellsOfOthers,
  type Overlap,
  readActivity,
  readOverlaps,
  readShared,
  type TacticStay,
} from './claim_facts.js';
import { type Grid, gridOf, type Unit } from './grid.js';
import { atRisk, type MemberTime, memberTime, ratesOver } from './person_time.js';
import { type Recruits, readRecruits } from './recruits.js';
import { exposureOf, onceIn, type ReportedDays, readRuns, reportedCells } from './runs.js';
import { ownersOf, typesOf } from './unit_traits.js';

/** Which tactics and which goal a claim is about, as the stages number them. */
export interface ClaimKey {
  readonly claim_no: number;
  /** the tactic, or `kind:` and the kind of tactics that recur */
  readonly tactic_id: string;
  readonly tactic_nos: readonly number[];
  /** from the calendar; null: it gives none */
  readonly kind: string | null;
  readonly goal_no: number;
  readonly goal: string;
  /** period (day number of its first day) in which the first unit got the tactic */
  readonly base_day: number;
  /** last day (number) of the tactic; null = still running, or recurring */
  readonly end_day: number | null;
  /** last day (number) of the goal's window after the tactic; null = still running, or recurring */
  readonly over_day: number | null;
}

/** The periods of the panel: only complete ones, as day numbers of their first days. */
export interface PanelPeriods {
  readonly days: readonly number[];
  readonly length_days: number;
}

/** A claim with what is printed next to it. */
export interface ReadClaim {
  readonly key: ClaimKey;
  readonly claim: Claim;
  /** members at risk x periods of the report with the tactic or in the goal's window after it; 0 if it did not run in the report */
  readonly exposure: number;
  /** largest first */
  readonly overlaps: readonly Overlap[];
  readonly recruits: Recruits;
  /** why the panel has no group with the tactic; null if it has one */
  readonly unread: Exclude<UnreadReason, 'not_started'> | null;
}

/** Every claim: tactics that any group had, each with the goal it serves, otherwise with the headline goals. */
export async function claimKeys(engine: Engine, config: Config): Promise<ClaimKey[]> {
  const rows = await readRows(
    engine,
    claimShape,
    `SELECT p.claim_no, b.base_day, t.tactic_no, t.label, t.kind, t.goal, local_day(t.ends_at_us, s.zone) AS end_day
    FROM lift_parts p JOIN lift_bases b ON b.claim_no = p.claim_no JOIN tactic_list t ON t.tactic_no = p.tactic_no
    CROSS JOIN settings s ORDER BY p.claim_no, t.tactic_no`,
  );
  const firsts = new Map<number, number>();
  for (const { claim_no, tactic_no } of rows) firsts.set(claim_no, firsts.get(claim_no) ?? tactic_no);
  const inOrder = [...firsts].toSorted(([a, first], [b, other]) => first - other || a - b);
  return inOrder.flatMap(([claim_no]) => {
    const tactics = rows.filter((row) => row.claim_no === claim_no);
    const named = config.goals.filter(({ name }) => tactics.some(({ goal }) => goal === name));
    const goals = named.length > 0 ? named : headlineGoals(config);
    return goals.map((goal) => keyOf(claim_no, tactics, goal, config.goals.indexOf(goal) + 1));
  });
}

/** A tactic of a claim. */
const claimShape = {
  claim_no: 'number',
  base_day: 'number',
  tactic_no: 'number',
  label: 'text',
  kind: 'text?',
  goal: 'text?',
  end_day: 'number?',
} as const;
type ClaimTactic = RowIn<typeof claimShape>;

function keyOf(
  claim_no: number,
  tactics: readonly ClaimTactic[],
  goal: GoalConfig,
  goal_no: number,
): ClaimKey {
  const [first] = tactics;
  if (first === undefined) throw new Error(`the claim ${claim_no} has no tactic`);
  const once = tactics.length === 1;
  const end_day = once ? first.end_day : null;
  return {
    claim_no,
    tactic_id: once ? first.label : `kind:${first.kind}`,
    tactic_nos: tactics.map(({ tactic_no }) => tactic_no),
    kind: first.kind,
    goal_no,
    goal: goal.name,
    base_day: first.base_day,
    end_day,
    over_day: end_day === null ? null : end_day + Math.ceil(goal.window_days),
  };
}

/** The complete periods from the first result to as_of. */
export async function panelPeriods(engine: Engine): Promise<PanelPeriods> {
  const range = await readRow(
    engine,
    { first_day: 'number?', end_day: 'number?', week_shift: 'number?', period_days: 'number?' },
    'SELECT first_day, end_day, week_shift, period_days FROM lift_range',
  );
  const length_days = range.period_days ?? 7;
  const [first, end] = [range.first_day ?? 0, range.end_day ?? 0];
  const into = (first + (range.week_shift ?? 0)) % length_days;
  const start = into === 0 ? first : first - into + length_days;
  const count = Math.max(0, Math.floor((end - start) / length_days));
  return { days: Array.from({ length: count }, (_, index) => start + length_days * index), length_days };
}

/** The panel of one claim and what else is known about it. */
export async function readClaim(
  engine: Engine,
  key: ClaimKey,
  periods: PanelPeriods,
  reported: ReportedDays,
  stays: readonly TacticStay[],
  config: Config,
): Promise<ReadClaim> {
  const parts = await readTable(
    engine,
    'lift_members',
    partShape,
    `WHERE claim_no = ${key.claim_no} ORDER BY unit_no`,
  );
  const drawn = await readDraw(engine, key);
  const days = periods.days.filter((day) => key.over_day === null || day <= key.over_day);
  const compared = comparedUnits(parts, days, periods.length_days, drawn !== null);
  const { grid, risk } = await readRisk(engine, key, gridOf(compared, days), periods);
  const { units } = grid;
  const isSeries = key.tactic_nos.length > 1;
  const runs = isSeries ? await readRuns(engine, key.claim_no, grid) : onceIn(grid, key.end_day);
  const overlaps = await readOverlaps(engine, key);
  return {
    key,
    overlaps,
    recruits: await readRecruits(engine, key, grid, periods.length_days),
    unread: whyUnread(units, parts, periods.days, days),
    exposure: exposureOf(grid, risk, runs, reported),
    claim: {
      panel: {
        unit_ids: grid.units.map(({ unit_id }) => unit_id),
        period_labels: grid.days.map(dayLabel),
        ...ratesOver(await readLanded(engine, key, grid), risk),
        first_treated: Int32Array.from(grid.units, ({ first_treated }) => first_treated),
        activity: await readActivity(engine, key, grid),
        ...typesOf(grid, parts),
        ...ownersOf(grid, parts),
      },
      estimator: (config.lift.estimators[key.tactic_id] as LiftEstimator | undefined) ?? null,
      randomised: drawn === null ? null : { ...drawn, since: sinceOf(grid, parts, periods.length_days) },
      reported: reportedCells(grid, runs, reported),
      others: cellsOfOthers(stays, key.tactic_nos, grid),
      events: isSeries ? runs.map(({ unit, period }) => ({ unit, period })) : null,
      shared_members: await readShared(engine, key, grid),
      overlap: overlaps[0]?.share ?? 0,
      smallest_useful: config.lift.smallest_useful,
    },
  };
}

/** Makes the panel of a planned trial, as claim 0: members at risk are those at home before `base_day`. */
export async function makePlannedPanel(engine: Engine, base_day: number): Promise<void> {
  await engine.put('lift_parts', { tactic_no: 'BIGINT', claim_no: 'BIGINT' }, []);
  await engine.put('lift_bases', { claim_no: 'BIGINT', base_day: 'BIGINT' }, [{ claim_no: 0, base_day }]);
  for (const table of ['lift_members', 'lift_cells', 'lift_risk']) await engine.make(table, stageSql(table));
}

/** The panel of the planned trial (claim 0): every unit of one type (null: units without a type), none of them treated. */
export async function readPlannedPanel(
  engine: Engine,
  goal_no: number,
  base_day: number,
  { days, length_days }: PanelPeriods,
  type: string | null,
): Promise<Panel> {
  const parts = await readTable(
    engine,
    'lift_members',
    { unit_no: 'number', unit_id: 'text', type: 'text?', members: 'number' },
    'WHERE claim_no = 0 ORDER BY unit_no',
  );
  const units = parts
    .filter((row) => row.type === type)
    .map(({ unit_no, unit_id, members }) => ({ unit_no, unit_id, members, first_treated: -1 }));
  const key = { claim_no: 0, goal_no, base_day };
  const { grid, risk } = await readRisk(engine, key, gridOf(units, days), { days, length_days });
  return {
    unit_ids: grid.units.map(({ unit_id }) => unit_id),
    period_labels: days.map(dayLabel),
    ...ratesOver(await readLanded(engine, key, grid), risk),
    first_treated: new Int32Array(grid.units.length).fill(-1),
    activity: null,
  };
}

/** Period of the panel from which each unit is observed as assigned: its own, whichever arm it is in. */
function sinceOf({ units, days }: Grid, parts: readonly Part[], length_days: number): Int32Array {
  const assigned = new Map(parts.map((row) => [row.unit_no, row.assigned_day]));
  return Int32Array.from(units, ({ unit_no }) => {
    const day = assigned.get(unit_no);
    const since = day == null ? days.length : (day - (days[0] ?? 0)) / length_days;
    return Math.min(days.length, Math.max(0, since));
  });
}

/** Randomly assigned units, by arm; null if no group was held out. */
async function readDraw(
  engine: Engine,
  key: ClaimKey,
): Promise<Pick<Randomised, 'treated' | 'holdout'> | null> {
  const { units, holdout } = await readRow(
    engine,
    { units: 'number', holdout: 'number' },
    `SELECT count(*) AS units, CAST(coalesce(sum(is_holdout), 0) AS BIGINT) AS holdout FROM tactic_units WHERE tactic_no = ${key.claim_no}`,
  );
  return holdout === 0 ? null : { treated: units - holdout, holdout };
}

/** A unit with members at risk in one claim. */
const partShape = {
  unit_no: 'number',
  unit_id: 'text',
  type: 'text?',
  owner_id: 'text?',
  members: 'number',
  is_holdout: 'number?',
  start_day: 'number?',
  assigned_day: 'number?',
} as const;
type Part = RowIn<typeof partShape>;

/** The units that can be compared: those of the types that have the tactic and, for a random assignment, only the assigned ones. */
function comparedUnits(
  parts: readonly Part[],
  days: readonly number[],
  length_days: number,
  is_drawn: boolean,
): Unit[] {
  const types = new Set(parts.filter((row) => row.is_holdout === 0).map((row) => row.type));
  return parts
    .filter((row) => types.has(row.type) && (!is_drawn || row.is_holdout !== null))
    .map((row) => {
      const since = ((row.start_day ?? 0) - (days[0] ?? 0)) / length_days;
      return {
        unit_no: row.unit_no,
        unit_id: row.unit_id,
        members: row.members,
        first_treated: row.is_holdout !== 0 || since >= days.length ? -1 : Math.max(0, since),
      };
    });
}

/** Without a treated unit in the panel: nobody was at home in its groups, it began too late or ended too early, or they got it when it had ended. */
function whyUnread(
  units: readonly Unit[],
  parts: readonly Part[],
  all: readonly number[],
  days: readonly number[],
): ReadClaim['unread'] {
  if (units.some(({ first_treated }) => first_treated >= 0)) return null;
  const starts = parts.filter((row) => row.is_holdout === 0).map((row) => row.start_day ?? 0);
  if (starts.length === 0) return 'no_members';
  const last = all.at(-1);
  if (last === undefined || starts.some((day) => day > last)) return 'too_recent';
  const end = days.at(-1);
  if (end === undefined) return 'over_before';
  return starts.some((day) => day <= end) ? 'no_members' : 'no_groups';
}

/** How many units are read from the engine at a time: a few hundred thousand rows. */
const units_a_read = 2000;

/** Units that were at risk at all in these periods, with their time at risk. */
async function readRisk(
  engine: Engine,
  { claim_no, base_day }: Pick<ClaimKey, 'claim_no' | 'base_day'>,
  all: Grid,
  { length_days }: PanelPeriods,
): Promise<{ readonly grid: Grid; readonly risk: MemberTime }> {
  const moves = await readTable(
    engine,
    'lift_risk',
    { unit_no: 'number', period_day: 'number', change: 'number', person_days: 'number' },
    `WHERE claim_no = ${claim_no} ORDER BY unit_no, period_day`,
  );
  return atRisk(all, memberTime(all, moves, length_days), base_day);
}

/** Results that landed in each cell, zero for cells without a row: units x periods. */
async function readLanded(
  engine: Engine,
  key: Pick<ClaimKey, 'claim_no' | 'goal_no'>,
  grid: Grid,
): Promise<Float64Array> {
  const { units, days } = grid;
  const outcome = new Float64Array(units.length * days.length);
  for (let from = 0; from < units.length; from += units_a_read) {
    const read = units.slice(from, from + units_a_read);
    const cells = await readTable(
      engine,
      'lift_cells',
      { unit_no: 'number', period_day: 'number', landed: 'number' },
      `WHERE claim_no = ${key.claim_no} AND goal_no = ${key.goal_no} AND unit_no BETWEEN ${read[0]?.unit_no} AND ${read.at(-1)?.unit_no}`,
    );
    for (const cell of cells) {
      const [row, column] = [grid.rows.get(cell.unit_no), grid.columns.get(cell.period_day)];
      if (row === undefined || column === undefined) continue;
      outcome[row * days.length + column] = cell.landed;
    }
  }
  return outcome;
}

function dayLabel(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
