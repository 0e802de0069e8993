import type { Config } from './config.js';
import type { Engine, Row } from './engines/engine.js';
import type { Claim, Overlap } from './lift/claim.js';

/** Which tactic and goal a claim is about, as the stages number them. */
export interface ClaimKey {
  readonly tactic_no: number;
  readonly tactic_id: string;
  readonly goal_no: number;
  readonly goal: string;
  /** period (day number of its first day) in which the first unit got the tactic */
  readonly base_day: number;
  /** day number after which the tactic and the goal's window are over; null = still running */
  readonly over_day: number | null;
}

/** The periods of the panel: complete ones only, as day numbers of their first days. */
export interface PanelPeriods {
  readonly days: readonly number[];
  readonly length_days: number;
}

/** A claim with the member-periods under treatment that lie in the reported period. */
export interface ReportedClaim {
  readonly claim: Claim;
  readonly exposure: number;
}

/** Every tactic that any group had, with the goal it serves, else with the headline goals. */
export async function claimKeys(engine: Engine, config: Config): Promise<ClaimKey[]> {
  const tactics = await engine.rows(
    'SELECT b.tactic_no, t.label, t.goal, b.base_day, local_day(t.ends_at_us, s.zone) AS end_day FROM lift_bases b JOIN tactic_list t ON t.tactic_no = b.tactic_no CROSS JOIN settings s ORDER BY b.tactic_no',
  );
  const headlines = (await engine.rows('SELECT goal FROM goals WHERE is_headline ORDER BY goal_no')).map(
    ({ goal }) => goal,
  );
  return tactics.flatMap((tactic) =>
    config.goals.flatMap((goal, index) => {
      const served = config.goals.some(({ name }) => name === tactic.goal)
        ? goal.name === tactic.goal
        : headlines.includes(goal.name);
      if (!served) return [];
      const window_days = Math.ceil(goal.window_days);
      return [
        {
          tactic_no: Number(tactic.tactic_no),
          tactic_id: String(tactic.label),
          goal_no: index + 1,
          goal: goal.name,
          base_day: Number(tactic.base_day),
          over_day: tactic.end_day === null ? null : Number(tactic.end_day) + window_days,
        },
      ];
    }),
  );
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

/** A unit of a panel with its part in the tactic. */
interface Unit {
  readonly unit_no: number;
  readonly unit_id: string;
  readonly members: number;
  /** index of its first treated period, -1 = never within the panel */
  readonly first_treated: number;
}

/** The panel of one claim and what else is known about it; `reported` are the first and the last day (numbers) of the report. */
export async function readClaim(
  engine: Engine,
  key: ClaimKey,
  periods: PanelPeriods,
  reported: { readonly from_day: number; readonly to_day: number },
): Promise<ReportedClaim> {
  const days = periods.days.filter((day) => key.over_day === null || day <= key.over_day);
  const parts = await engine.rows(
    `SELECT m.unit_no, m.unit_id, m.type, m.members, t.is_holdout, t.start_day FROM lift_members m LEFT JOIN tactic_units t ON t.tactic_no = m.tactic_no AND t.unit_no = m.unit_no WHERE m.tactic_no = ${key.tactic_no} ORDER BY m.unit_no`,
  );
  const is_randomised = parts.some((row) => row.is_holdout === 1);
  const { units, already_treated } = unitsOf(parts, days, periods.length_days, is_randomised);
  const place = new Map(units.map(({ unit_no }, index) => [unit_no, index]));
  return {
    exposure: exposureOf(units, days, reported),
    claim: {
      tactic_id: key.tactic_id,
      goal: key.goal,
      is_randomised,
      events: null,
      already_treated,
      panel: {
        unit_ids: units.map(({ unit_id }) => unit_id),
        period_labels: days.map(dayLabel),
        outcome: await readOutcome(engine, key, units, days, place),
        first_treated: Int32Array.from(units, ({ first_treated }) => first_treated),
        weight: Float64Array.from(units, ({ members }) => members),
        activity: await readActivity(engine, key, units, days, place),
      },
      shared: await readShared(engine, key, units, place),
      overlaps: await readOverlaps(engine, key, periods.length_days),
    },
  };
}

/** The units that can be compared: of the types that have the tactic, drawn by lot only those that were drawn, and none that had it before the first period. */
function unitsOf(
  parts: readonly Row[],
  days: readonly number[],
  length_days: number,
  is_randomised: boolean,
): { units: Unit[]; already_treated: number } {
  const types = new Set(parts.filter((row) => row.is_holdout === 0).map((row) => row.type));
  const [first = 0] = days;
  const units = parts
    .filter((row) => types.has(row.type ?? null) && (!is_randomised || row.is_holdout !== null))
    .map((row) => {
      const period = row.is_holdout === 0 ? (Number(row.start_day) - first) / length_days : days.length;
      return {
        unit_no: Number(row.unit_no),
        unit_id: String(row.unit_id),
        members: Number(row.members),
        first_treated: period >= days.length ? -1 : period,
      };
    });
  const kept = units.filter(({ first_treated }) => first_treated === -1 || first_treated > 0);
  return { units: kept, already_treated: units.length - kept.length };
}

/** Members x treated periods of the panel whose first day lies in the report. */
function exposureOf(
  units: readonly Unit[],
  days: readonly number[],
  { from_day, to_day }: { readonly from_day: number; readonly to_day: number },
): number {
  const reported = days.map((day) => (day >= from_day && day <= to_day ? 1 : 0));
  return units.reduce((sum, { members, first_treated }) => {
    if (first_treated < 0) return sum;
    return sum + members * reported.slice(first_treated).filter((inside) => inside === 1).length;
  }, 0);
}

/** How many units are read from the engine at a time: a few hundred thousand rows. */
const units_a_read = 2000;

/** Results per member at risk, zero where nothing is said: units x periods. */
async function readOutcome(
  engine: Engine,
  key: ClaimKey,
  units: readonly Unit[],
  days: readonly number[],
  place: ReadonlyMap<number, number>,
): Promise<Float64Array> {
  const outcome = new Float64Array(units.length * days.length);
  const column = new Map(days.map((day, index) => [day, index]));
  for (let from = 0; from < units.length; from += units_a_read) {
    const read = units.slice(from, from + units_a_read);
    const cells = await engine.rows(
      `SELECT unit_no, period_day, landed FROM lift_cells WHERE tactic_no = ${key.tactic_no} AND goal_no = ${key.goal_no} AND unit_no BETWEEN ${read[0]?.unit_no} AND ${read.at(-1)?.unit_no}`,
    );
    for (const cell of cells) {
      const [row, period] = [place.get(Number(cell.unit_no)), column.get(Number(cell.period_day))];
      if (row === undefined || period === undefined) continue;
      outcome[row * days.length + period] = Number(cell.landed) / (units[row] as Unit).members;
    }
  }
  return outcome;
}

/** Mean messages per member at risk and period before the tactic was anywhere; null where the input holds no kind that is talk. */
async function readActivity(
  engine: Engine,
  key: ClaimKey,
  units: readonly Unit[],
  days: readonly number[],
  place: ReadonlyMap<number, number>,
): Promise<Float64Array | null> {
  const [talk] = await engine.rows('SELECT count(*) AS kinds FROM talk_kinds');
  const before = days.filter((day) => day < key.base_day);
  if (talk?.kinds === 0 || before.length === 0) return null;
  const activity = new Float64Array(units.length);
  const sums = await engine.rows(
    `SELECT unit_no, CAST(sum(messages) AS BIGINT) AS messages FROM unit_talk WHERE period_day >= ${before[0]} AND period_day < ${key.base_day} GROUP BY unit_no`,
  );
  for (const { unit_no, messages } of sums) {
    const row = place.get(Number(unit_no));
    if (row !== undefined) activity[row] = Number(messages) / before.length / (units[row] as Unit).members;
  }
  return activity;
}

async function readShared(
  engine: Engine,
  key: ClaimKey,
  units: readonly Unit[],
  place: ReadonlyMap<number, number>,
): Promise<Float64Array> {
  const shared = new Float64Array(units.length);
  const counts = await engine.rows(
    `SELECT unit_no, people FROM lift_shared WHERE tactic_no = ${key.tactic_no}`,
  );
  for (const { unit_no, people } of counts) {
    const row = place.get(Number(unit_no));
    if (row !== undefined) shared[row] = Number(people) / (units[row] as Unit).members;
  }
  return shared;
}

/** Other tactics that began within one period in the same units. */
async function readOverlaps(engine: Engine, key: ClaimKey, length_days: number): Promise<Overlap[]> {
  const rows = await engine.rows(
    `SELECT t.label, count(*) AS units, min(a.units) AS of_units FROM tactic_units x JOIN tactic_units y ON y.unit_no = x.unit_no AND y.tactic_no <> x.tactic_no AND y.is_holdout = 0 AND abs(y.start_day - x.start_day) <= ${length_days} JOIN tactic_list t ON t.tactic_no = y.tactic_no CROSS JOIN (SELECT count(*) AS units FROM tactic_units WHERE tactic_no = ${key.tactic_no} AND is_holdout = 0) a WHERE x.tactic_no = ${key.tactic_no} AND x.is_holdout = 0 GROUP BY t.label ORDER BY units DESC, t.label`,
  );
  return rows.map((row) => ({
    tactic_id: String(row.label),
    share: Number(row.units) / Number(row.of_units),
  }));
}

function dayLabel(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
