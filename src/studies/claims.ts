import type { Config, GoalConfig } from '../config/config.js';
import type { Engine, Row } from '../engines/engine.js';
import type { Claim, LiftEstimator } from '../lift/claim.js';
import type { Panel } from '../lift/panel.js';
import type { TacticEvent } from '../lift/recurring.js';

/** Which tactics and which goal a claim is about, as the stages number them. */
export interface ClaimKey {
  readonly claim_no: number;
  /** the tactic, or `kind:` and the kind of tactics that are the same again and again */
  readonly tactic_id: string;
  readonly tactic_nos: readonly number[];
  readonly goal_no: number;
  readonly goal: string;
  /** period (day number of its first day) in which the first unit got the tactic */
  readonly base_day: number;
  /** last day (number) of the tactic and of the goal's window after it; null = still running, or coming again */
  readonly over_day: number | null;
}

/** The periods of the panel: complete ones only, as day numbers of their first days. */
export interface PanelPeriods {
  readonly days: readonly number[];
  readonly length_days: number;
}

/** Another tactic that began in the same groups at the same time, so that the two cannot be told apart. */
export interface Overlap {
  readonly tactic_id: string;
  /** share of the claim's units in which it began within one period */
  readonly share: number;
}

/** A claim with what is printed beside it. */
export interface ReadClaim {
  readonly key: ClaimKey;
  readonly claim: Claim;
  /** members at risk x periods with the tactic that lie in the reported period */
  readonly exposure: number;
  /** largest first */
  readonly overlaps: readonly Overlap[];
  /** why the panel has no group with the tactic; null where it has */
  readonly unread: 'no_members' | 'too_recent' | null;
}

/** First and last day (numbers) of the report. */
export interface ReportedDays {
  readonly from_day: number;
  readonly to_day: number;
}

/** Every claim: tactics that any group had, each with the goal it serves, else with the headline goals. */
export async function claimKeys(engine: Engine, config: Config): Promise<ClaimKey[]> {
  const rows = await engine.rows(
    'SELECT p.claim_no, b.base_day, t.tactic_no, t.label, t.kind, t.goal, local_day(t.ends_at_us, s.zone) AS end_day FROM lift_parts p JOIN lift_bases b ON b.claim_no = p.claim_no JOIN tactic_list t ON t.tactic_no = p.tactic_no CROSS JOIN settings s ORDER BY p.claim_no, t.tactic_no',
  );
  const headlines = (await engine.rows('SELECT goal FROM goals WHERE is_headline')).map(({ goal }) => goal);
  const claim_nos = [...new Set(rows.map((row) => Number(row.claim_no)))];
  return claim_nos.flatMap((claim_no) => {
    const tactics = rows.filter((row) => row.claim_no === claim_no);
    const named = config.goals.filter(({ name }) => tactics.some(({ goal }) => goal === name));
    const goals = named.length > 0 ? named : config.goals.filter(({ name }) => headlines.includes(name));
    return goals.map((goal) => keyOf(claim_no, tactics, goal, config.goals.indexOf(goal) + 1));
  });
}

function keyOf(claim_no: number, tactics: readonly Row[], goal: GoalConfig, goal_no: number): ClaimKey {
  const [first] = tactics as [Row];
  const once = tactics.length === 1;
  return {
    claim_no,
    tactic_id: once ? String(first.label) : `kind:${first.kind}`,
    tactic_nos: tactics.map(({ tactic_no }) => Number(tactic_no)),
    goal_no,
    goal: goal.name,
    base_day: Number(first.base_day),
    over_day: once && first.end_day !== null ? Number(first.end_day) + Math.ceil(goal.window_days) : null,
  };
}

/** The complete periods from the first result to as_of. */
export async function panelPeriods(engine: Engine): Promise<PanelPeriods> {
  const [range] = await engine.rows('SELECT * FROM lift_range');
  const length_days = Number(range?.period_days ?? 7);
  const [first, end] = [Number(range?.first_day ?? 0), Number(range?.end_day ?? 0)];
  const into = (first + Number(range?.week_shift ?? 0)) % length_days;
  const start = into === 0 ? first : first - into + length_days;
  const count = Math.max(0, Math.floor((end - start) / length_days));
  return { days: Array.from({ length: count }, (_, index) => start + length_days * index), length_days };
}

/** A unit of a panel with its part in the claim. */
interface Unit {
  readonly unit_no: number;
  readonly unit_id: string;
  readonly members: number;
  /** index of its first treated period (0: not later than the first of the panel), -1 = never within the panel */
  readonly first_treated: number;
}

/** Where the cells of a panel lie. */
interface Grid {
  readonly units: readonly Unit[];
  readonly days: readonly number[];
  /** unit_no -> row */
  readonly rows: ReadonlyMap<number, number>;
  /** day number -> column */
  readonly columns: ReadonlyMap<number, number>;
}

/** The panel of one claim and what else is known about it. */
export async function readClaim(
  engine: Engine,
  key: ClaimKey,
  periods: PanelPeriods,
  reported: ReportedDays,
  config: Config,
): Promise<ReadClaim> {
  const parts = await engine.rows(
    `SELECT unit_no, unit_id, type, members, is_holdout, start_day FROM lift_members WHERE claim_no = ${key.claim_no} ORDER BY unit_no`,
  );
  const randomised = await readLot(engine, key);
  const days = periods.days.filter((day) => key.over_day === null || day <= key.over_day);
  const units = comparedUnits(parts, days, periods.length_days, randomised !== null);
  const grid = gridOf(units, days);
  const events = key.tactic_nos.length === 1 ? null : await readEvents(engine, key, grid);
  const overlaps = await readOverlaps(engine, key);
  return {
    key,
    overlaps,
    unread: whyUnread(units, parts),
    exposure: exposureOf(grid, events, reported),
    claim: {
      panel: {
        unit_ids: grid.units.map(({ unit_id }) => unit_id),
        period_labels: grid.days.map(dayLabel),
        outcome: await readOutcome(engine, key, grid),
        first_treated: Int32Array.from(grid.units, ({ first_treated }) => first_treated),
        weight: Float64Array.from(grid.units, ({ members }) => members),
        activity: await readActivity(engine, key, grid),
      },
      estimator: (config.lift.estimators[key.tactic_id] as LiftEstimator | undefined) ?? null,
      randomised,
      events,
      shared_members: await readShared(engine, key, grid),
      overlap: overlaps[0]?.share ?? 0,
      smallest_useful: config.lift.smallest_useful,
    },
  };
}

/** The panel of the planned trial (claim 0): every unit of one type, none of them treated. */
export async function readPlannedPanel(
  engine: Engine,
  goal_no: number,
  { days }: PanelPeriods,
  type: string | null,
): Promise<Panel> {
  const parts = await engine.rows(
    'SELECT unit_no, unit_id, type, members FROM lift_members WHERE claim_no = 0 ORDER BY unit_no',
  );
  const units = parts
    .filter((row) => type === null || row.type === type)
    .map((row) => ({
      unit_no: Number(row.unit_no),
      unit_id: String(row.unit_id),
      members: Number(row.members),
      first_treated: -1,
    }));
  const grid = gridOf(units, days);
  return {
    unit_ids: units.map(({ unit_id }) => unit_id),
    period_labels: days.map(dayLabel),
    outcome: await readOutcome(engine, { claim_no: 0, goal_no }, grid),
    first_treated: new Int32Array(units.length).fill(-1),
    weight: Float64Array.from(units, ({ members }) => members),
    activity: null,
  };
}

/** Units that were drawn, by arm; null where no group was held out. */
async function readLot(engine: Engine, key: ClaimKey): Promise<Claim['randomised']> {
  const [row] = await engine.rows(
    `SELECT count(*) AS units, CAST(coalesce(sum(is_holdout), 0) AS BIGINT) AS holdout FROM tactic_units WHERE tactic_no = ${key.claim_no}`,
  );
  const holdout = Number(row?.holdout ?? 0);
  return holdout === 0 ? null : { treated: Number(row?.units) - holdout, holdout };
}

/** The units that can be compared: of the types that have the tactic, and, drawn by lot, only those that were drawn. */
function comparedUnits(
  parts: readonly Row[],
  days: readonly number[],
  length_days: number,
  is_drawn: boolean,
): Unit[] {
  const types = new Set(parts.filter((row) => row.is_holdout === 0).map((row) => row.type));
  return parts
    .filter((row) => types.has(row.type ?? null) && (!is_drawn || row.is_holdout !== null))
    .map((row) => {
      const since = (Number(row.start_day) - (days[0] ?? 0)) / length_days;
      return {
        unit_no: Number(row.unit_no),
        unit_id: String(row.unit_id),
        members: Number(row.members),
        first_treated: row.is_holdout !== 0 || since >= days.length ? -1 : Math.max(0, since),
      };
    });
}

/** Without a treated unit in the panel: nobody was at home in its groups before, or it began too late. */
function whyUnread(units: readonly Unit[], parts: readonly Row[]): ReadClaim['unread'] {
  if (units.some(({ first_treated }) => first_treated >= 0)) return null;
  return parts.some((row) => row.is_holdout === 0) ? 'too_recent' : 'no_members';
}

function gridOf(units: readonly Unit[], days: readonly number[]): Grid {
  return {
    units,
    days,
    rows: new Map(units.map(({ unit_no }, row) => [unit_no, row])),
    columns: new Map(days.map((day, column) => [day, column])),
  };
}

/** When a tactic that comes again and again came, in units and periods of the panel. */
async function readEvents(engine: Engine, key: ClaimKey, grid: Grid): Promise<TacticEvent[]> {
  const rows = await engine.rows(
    `SELECT DISTINCT t.unit_no, t.start_day FROM tactic_units t JOIN lift_parts p ON p.tactic_no = t.tactic_no WHERE p.claim_no = ${key.claim_no} AND t.is_holdout = 0 ORDER BY t.unit_no, t.start_day`,
  );
  return rows.flatMap((row) => {
    const [unit, period] = [grid.rows.get(Number(row.unit_no)), grid.columns.get(Number(row.start_day))];
    return unit === undefined || period === undefined ? [] : [{ unit, period }];
  });
}

/** Periods in which an event is taken to work: its own and the next. */
const event_periods = 2;

/** Members at risk x periods with the tactic whose first day lies in the report. */
function exposureOf(
  { units, days }: Grid,
  events: readonly TacticEvent[] | null,
  { from_day, to_day }: ReportedDays,
): number {
  const reported = (period: number) => {
    const day = days[period];
    return day !== undefined && day >= from_day && day <= to_day;
  };
  const cells = new Set<number>();
  for (const { unit, period } of events ?? [])
    for (let after = 0; after < event_periods; after += 1)
      if (reported(period + after)) cells.add(unit * days.length + period + after);
  if (events === null)
    for (const [unit, { first_treated }] of units.entries())
      for (let period = first_treated; period >= 0 && period < days.length; period += 1)
        if (reported(period)) cells.add(unit * days.length + period);
  let sum = 0;
  for (const cell of cells) sum += units[Math.floor(cell / days.length)]?.members ?? 0;
  return sum;
}

/** How many units are read from the engine at a time: a few hundred thousand rows. */
const units_a_read = 2000;

/** Results per member at risk, zero where nothing is said: units x periods. */
async function readOutcome(
  engine: Engine,
  key: Pick<ClaimKey, 'claim_no' | 'goal_no'>,
  grid: Grid,
): Promise<Float64Array> {
  const { units, days } = grid;
  const outcome = new Float64Array(units.length * days.length);
  for (let from = 0; from < units.length; from += units_a_read) {
    const read = units.slice(from, from + units_a_read);
    const cells = await engine.rows(
      `SELECT unit_no, period_day, landed FROM lift_cells WHERE claim_no = ${key.claim_no} AND goal_no = ${key.goal_no} AND unit_no BETWEEN ${read[0]?.unit_no} AND ${read.at(-1)?.unit_no}`,
    );
    for (const cell of cells) {
      const [row, column] = [grid.rows.get(Number(cell.unit_no)), grid.columns.get(Number(cell.period_day))];
      if (row === undefined || column === undefined) continue;
      outcome[row * days.length + column] = Number(cell.landed) / (units[row] as Unit).members;
    }
  }
  return outcome;
}

/** Mean messages per member at risk and period before the tactic was anywhere; null where nothing is known of that time. */
async function readActivity(engine: Engine, key: ClaimKey, grid: Grid): Promise<Float64Array | null> {
  const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
  const before = grid.days.filter((day) => day < key.base_day);
  if (talk?.kinds === 0 || before.length === 0) return null;
  const activity = new Float64Array(grid.units.length);
  const sums = await engine.rows(
    `SELECT unit_no, CAST(sum(messages) AS BIGINT) AS messages FROM unit_talk WHERE period_day >= ${before[0]} AND period_day < ${key.base_day} GROUP BY unit_no`,
  );
  for (const { unit_no, messages } of sums) {
    const row = grid.rows.get(Number(unit_no));
    if (row !== undefined)
      activity[row] = Number(messages) / before.length / (grid.units[row] as Unit).members;
  }
  return activity;
}

/** Of the members at risk in units without the tactic the share that is in a group with it too; null where nobody knows who is in a group. */
async function readShared(engine: Engine, key: ClaimKey, grid: Grid): Promise<number | null> {
  const [known] = await engine.rows('SELECT count(*) AS stays FROM stays');
  if (known?.stays === 0) return null;
  const counts = await engine.rows(
    `SELECT unit_no, people FROM lift_shared WHERE claim_no = ${key.claim_no}`,
  );
  const inside = counts.reduce(
    (sum, row) => sum + (grid.rows.has(Number(row.unit_no)) ? Number(row.people) : 0),
    0,
  );
  const without = grid.units.filter(({ first_treated }) => first_treated < 0);
  const members = without.reduce((sum, unit) => sum + unit.members, 0);
  return members === 0 ? null : inside / members;
}

async function readOverlaps(engine: Engine, key: ClaimKey): Promise<Overlap[]> {
  const rows = await engine.rows(
    `SELECT t.label, o.units, o.of_units FROM lift_overlaps o JOIN tactic_list t ON t.tactic_no = o.tactic_no WHERE o.claim_no = ${key.claim_no} ORDER BY o.units DESC, t.label`,
  );
  return rows.map((row) => ({
    tactic_id: String(row.label),
    share: Number(row.units) / Number(row.of_units),
  }));
}

function dayLabel(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
