import type { Config, GoalConfig, InputConfig } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import { type RowIn, readRows } from '../../engines/typed_rows.js';
import { mayHoldOtherStates } from '../../sources/state_column.js';
import { meaningOf, type StateMeaning } from '../../sources/states.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, moneyTexts, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** One state of the conversions: how many are in it, their money, and how many of them land. */
interface State {
  readonly state: string;
  readonly meaning: StateMeaning;
  readonly rows: number;
  /** conversions that match a goal without a condition on states */
  readonly unasked: Sums;
  /** conversions that land because the configuration names the state */
  readonly named: Sums;
  /** conversions that landed_states leaves out */
  readonly left_out: Sums;
}

interface Sums {
  readonly conversions: number;
  readonly money: string;
}

/** Conversions in one state, for one set of goals and one currency. */
const stateShape = {
  status: 'text',
  file_no: 'number',
  goal_mask: 'whole?',
  is_landed: 'number?',
  currency: 'text?',
  conversions: 'number',
  minor: 'whole?',
} as const;
type StateRow = RowIn<typeof stateShape>;

/** A source of the conversions: how it is mapped, whether it has a column of states, and the numbers of its files. */
interface Part {
  readonly input: InputConfig;
  readonly has_status: boolean;
  /** the column of the files that is read as `status` */
  readonly state: string | null;
  readonly file_nos: ReadonlySet<number>;
}

/** Which states land: what looks like "not paid" never lands unless requested, and what is left out is counted. */
export async function stateFindings({ engine, config, sources, as_of_us }: Checked): Promise<Finding[]> {
  const headers = sources.find(({ table }) => table === 'conversions')?.headers ?? [];
  const inputs = partsOf(config.inputs.conversions);
  const parts = headers.flatMap(({ columns, state, file_nos }, place): Part[] => {
    const input = inputs[place];
    if (input === undefined) return [];
    return [{ input, has_status: columns.includes('status'), state, file_nos: new Set(file_nos) }];
  });
  const unmet = parts.flatMap((part) => landedWithoutColumn(part, parts));
  if (unmet.length > 0 || parts.every(({ has_status }) => !has_status)) return unmet;
  const rows = await readRows(
    engine,
    stateShape,
    `SELECT coalesce(status, '') AS status, file_no, goal_mask, is_landed, currency, count(*) AS conversions,
    CAST(sum(value_minor) AS BIGINT) AS minor FROM in_conversions
    WHERE problem IS NULL AND greatest(ts_us, coalesce(ingested_at_us, ts_us)) <= ${as_of_us}
    GROUP BY coalesce(status, ''), file_no, goal_mask, is_landed, currency ORDER BY status`,
  );
  const states = statesOf(rows, parts, config);
  if (parts.every(isUnasked) && states.every(({ meaning }) => meaning === 'unknown')) return [];
  return [
    ...unaskedFindings(states, parts),
    ...namedFindings(states),
    ...leftOutFindings(states),
    ...parts.flatMap((part) => absentFindings(part, rows, parts)),
  ];
}

/** Whether a source has no states, or only a column that nobody asked for, whose name does not say that it holds those of orders. */
function isUnasked({ input, has_status, state }: Part): boolean {
  const isGuessed = input.columns.status === undefined && state !== null && mayHoldOtherStates(state);
  return !has_status || (isGuessed && input.landed_states === null);
}

/** The files of a source, if the table has several. */
function ofFiles({ input: { files } }: Part, parts: readonly Part[]): string {
  return parts.length < 2 ? '' : ` (${firstFew(files)})`;
}

function landedWithoutColumn(part: Part, parts: readonly Part[]): Finding[] {
  if (part.input.landed_states === null || part.has_status) return [];
  return [
    {
      level: 'error',
      kind: 'usage',
      text: `inputs.conversions.landed_states${ofFiles(part, parts)}: there is no column status.`,
      hint: 'Map it: inputs.conversions.columns: { status: ... }.',
    },
  ];
}

function statesOf(rows: readonly StateRow[], parts: readonly Part[], config: Config): State[] {
  const asked = askedMask(config, parts);
  const silent = parts.filter((part) => !asksItself(part));
  const texts = [...new Set(rows.map(({ status }) => status))];
  return texts.map((state) => {
    const mine = rows.filter((row) => row.status === state);
    const landed = mine.filter((row) => row.is_landed === 1 && (row.goal_mask ?? 0n) !== 0n);
    const isNamed = (row: StateRow) =>
      ((row.goal_mask ?? 0n) & ~asked) === 0n || !silent.some(({ file_nos }) => file_nos.has(row.file_no));
    return {
      state,
      meaning: meaningOf(state),
      rows: sumsOf(mine, config).conversions,
      unasked: sumsOf(
        landed.filter((row) => !isNamed(row)),
        config,
      ),
      named: sumsOf(landed.filter(isNamed), config),
      left_out: sumsOf(
        mine.filter((row) => row.is_landed !== 1),
        config,
      ),
    };
  });
}

/** The bits of the goals that themselves say which states they match. */
function askedMask({ goals }: Config, parts: readonly Part[]): bigint {
  return goals.reduce(
    (mask, goal, index) => (asksByMatch(goal, parts) ? mask | (1n << BigInt(index)) : mask),
    0n,
  );
}

function asksByMatch({ match }: GoalConfig, parts: readonly Part[]): boolean {
  return Object.keys(match).some((key) => parts.some((part) => isState(key, part)));
}

/** Whether a source says which of its states land. */
function asksItself(part: Part): boolean {
  const { landed_states, where } = part.input;
  return landed_states !== null || Object.keys(where).some((key) => isState(key, part));
}

function isState(key: string, { state }: Part): boolean {
  return key === 'status' || key === state;
}

function sumsOf(rows: readonly StateRow[], config: Config): Sums {
  return {
    conversions: totalOf(rows, 'conversions'),
    money: moneyTexts(rows, 'minor', config),
  };
}

/** `refunded (2, 70.00 CNY)` */
function stateText({ state }: State, { conversions, money }: Sums): string {
  return `${state === '' ? '(empty)' : visible(state)} (${conversions}${money === '' ? '' : `, ${money}`})`;
}

function listOf(states: readonly State[], which: 'unasked' | 'named' | 'left_out'): string {
  const found = states.filter((state) => state[which].conversions > 0);
  const sorted = found.toSorted((a, b) => b[which].conversions - a[which].conversions);
  return firstFew(
    sorted.map((state) => stateText(state, state[which])),
    sorted.length,
    12,
  );
}

/** States that land without having been declared. */
function unaskedFindings(states: readonly State[], parts: readonly Part[]): Finding[] {
  const present = states.filter(({ unasked }) => unasked.conversions > 0);
  const bad = present.filter(({ meaning }) => meaning === 'not_landed');
  const unknown = present.filter(({ meaning, state }) => meaning === 'unknown' && state !== '');
  const landing = present.filter(({ meaning }) => meaning === 'landed').map(({ state }) => quoted(state));
  const silent = parts.filter((part) => part.has_status && !asksItself(part));
  const where = silent.map((part) => ofFiles(part, parts)).join('');
  const hint = `Say which states land: inputs.conversions.landed_states: [${landing.join(', ') || '...'}]${where}`;
  const all = `States in the data: ${listOf(present, 'unasked')}.`;
  if (bad.length > 0)
    return [
      {
        level: 'error',
        text: `inputs.conversions: conversions would land in states that look like not paid, cancelled, refunded or a test: ${listOf(bad, 'unasked')}. ${all}`,
        hint: `${hint}; leave out the ones that did not.`,
      },
    ];
  if (unknown.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: every state lands, but it is not known what these mean: ${listOf(unknown, 'unasked')}. ${all}`,
      hint: `${hint}.`,
    },
  ];
}

function quoted(state: string): string {
  return yamlScalar(visible(state));
}

/** States that the configuration names although they do not look like landed. */
function namedFindings(states: readonly State[]): Finding[] {
  const bad = states.filter(({ meaning, named }) => meaning === 'not_landed' && named.conversions > 0);
  if (bad.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions: states that look like not paid, cancelled, refunded or a test land, as configured: ${listOf(bad, 'named')}.`,
    },
  ];
}

/** Findings about what landed_states leaves out. */
function leftOutFindings(states: readonly State[]): Finding[] {
  const out = states.filter(({ left_out }) => left_out.conversions > 0);
  if (out.length === 0) return [];
  const rows = out.reduce((sum, { left_out }) => sum + left_out.conversions, 0);
  const all = states.reduce((sum, state) => sum + state.rows, 0);
  const good = out.filter(({ meaning }) => meaning === 'landed');
  const findings: Finding[] = [
    {
      level: 'note',
      text: `inputs.conversions: ${shareText(rows, all, 'rows')} are in states other than landed_states and are left out: ${listOf(out, 'left_out')}.`,
      note: { kind: 'other_states', count: rows, states: listOf(out, 'left_out') },
    },
  ];
  if (good.length > 0)
    findings.push({
      level: 'warning',
      text: `inputs.conversions: states that look like landed are left out: ${listOf(good, 'left_out')}.`,
      hint: 'Add them to inputs.conversions.landed_states if they did.',
    });
  return findings;
}

/** States that the configuration names but no conversion of the source has. */
function absentFindings(part: Part, rows: readonly StateRow[], parts: readonly Part[]): Finding[] {
  const mine = rows.filter(({ file_no }) => part.file_nos.has(file_no));
  const states = [...new Set(mine.map(({ status }) => status))];
  const seen = new Set(states.map((state) => state.trim().toLowerCase()));
  const absent = (part.input.landed_states ?? []).filter((state) => !seen.has(state.trim().toLowerCase()));
  if (absent.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.conversions.landed_states${ofFiles(part, parts)}: ${firstFew(absent)} never occur; states in the data: ${firstFew(
        states.map((state) => (state === '' ? '(empty)' : state)),
        states.length,
        12,
      )}.`,
    },
  ];
}
