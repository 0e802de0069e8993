import { defaultTouchKinds, type TableName } from '../../contract/tables.js';
import type { StateMeaning } from '../../sources/states.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import { idsIn } from './contacts.js';
import type { Found } from './found.js';
import { type Place, placeOf } from './place.js';

/** A kind of result in the conversions. */
export interface FoundGoal {
  readonly goal: string;
  readonly conversions: number;
  readonly has_value: boolean;
}

/** A kind of activity as spelled in the source, and the canonical kind it seems to be. */
export interface FoundKind {
  readonly kind: string;
  readonly canonical: string;
  readonly activities: number;
}

/** A state of the conversions of one source, and whether it seems to mean that they landed. */
export interface FoundState {
  /** the place of the source among those of the conversions */
  readonly source: number;
  readonly state: string;
  readonly meaning: StateMeaning;
  readonly conversions: number;
}

/** Everything a configuration is written from. */
export interface Draft {
  readonly found: readonly Found[];
  readonly goals: readonly FoundGoal[];
  readonly kinds: readonly FoundKind[];
  readonly states: readonly FoundState[];
  /** whether times have no offset and no zone can be guessed */
  readonly needs_zone: boolean;
}

export const needed: readonly TableName[] = ['activities', 'conversions', 'identities'];

/** The commented grouplift.yaml of a draft; guesses are marked as such. */
export function configText(draft: Draft): string {
  const place = placeOf(draft.found);
  return `# Written by grouplift init. Lines that say "check this" are guesses. Then: grouplift check
# Every key: grouplift schema config

${place === null ? zoneAsked(draft.needs_zone) : `timezone: ${place.timezone}   # check this: business zone, and the zone of times without an offset`}
week_starts: monday
${currencyText(place, draft)}# as_of: 2026-11-16         # nothing later is read; default: the latest time in the inputs

# columns: canonical name -> name in the file, only if they differ.
# values: canonical column -> value in the file -> canonical value.
inputs:
${inputsText(draft)}
# A goal is a result in the product; activity in a chat cannot be one.
goals:
${goalsText(draft.goals)}
# What counts as a touch. Chat messages do not, unless you name them here.
touches:
${touchesText(draft.kinds)}
attribution:
  models: [first_touch, last_touch, linear, position_based, time_decay]
  time_decay: { half_life_days: 7 }

report:
  language: ${place?.language ?? 'en'}
`;
}

/** The currency is asked for if there is money of which nothing says in which it is. */
function currencyText(place: Place | null, { found, goals }: Draft): string {
  if (place !== null) return `currency: ${place.currency}             # check this\n`;
  const hasMoney = goals.some(({ has_value }) => has_value);
  const isSaid = found.every(
    ({ table, columns }) => table !== 'conversions' || columns.currency !== undefined,
  );
  const asked = hasMoney && !isSaid;
  return `# currency: EUR           # ${asked ? 'check this: nothing says which currency the amounts are in; two decimals are assumed' : 'currency of amounts without one'}\n`;
}

/** The zone is never guessed if the meaning of times depends on it. */
function zoneAsked(isNeeded: boolean): string {
  const why = isNeeded
    ? 'MISSING: times have no offset, write the zone they are in'
    : 'write yours: it decides when days and weeks begin (default: UTC)';
  return `# timezone: Europe/Paris   # ${why}`;
}

function inputsText({ found, kinds, states }: Draft): string {
  const absent = needed.filter((table) => !found.some((one) => one.table === table));
  const tables = [...new Set(found.map(({ table }) => table))];
  return [
    ...tables.map((table) =>
      tableText(
        table,
        found
          .filter((one) => one.table === table)
          .map((one, place) =>
            sourceLines(
              one,
              kinds,
              states.filter(({ source }) => source === place),
            ),
          ),
      ),
    ),
    ...absent.map((table) => absentText(table, found)),
  ].join('\n');
}

/** One source as a map, several as a list of maps. */
function tableText(table: TableName, sources: readonly (readonly string[])[]): string {
  const [only = []] = sources;
  if (sources.length === 1) return [`  ${table}:`, ...only, ''].join('\n');
  const items = sources.map((lines) => {
    const start = lines.findIndex((line) => !/^\s*#/.test(line));
    return lines.map((line, place) => (place === start ? line.replace(/^ {4}/, '    - ') : `  ${line}`));
  });
  return [`  ${table}:`, ...items.flat(), ''].join('\n');
}

function sourceLines(one: Found, kinds: readonly FoundKind[], states: readonly FoundState[]): string[] {
  const names = one.files.map((file) => yamlScalar(file.name));
  const files = names.length === 1 ? names[0] : `[${names.join(', ')}]`;
  const differing = Object.entries(one.columns).filter(([canonical, source]) => canonical !== source);
  const mapped = [
    ...differing.map(([canonical, source]) => {
      const transform = one.transforms?.[canonical];
      const from =
        transform === undefined
          ? yamlScalar(source)
          : `{ column: ${yamlScalar(source)}, transform: ${transform} }`;
      return `      ${canonical}: ${from}   # check this`;
    }),
    ...Object.entries(one.constants ?? {}).map(
      ([canonical, value]) => `      ${canonical}: { value: ${yamlScalar(value)} }   # every row; check this`,
    ),
    ...one.missing.map(
      (canonical) =>
        `      ${canonical}: ${canonical}   # missing: name the column that holds it${canonical === 'kind' ? ', or write { value: link_click } if every row is a click' : ''}`,
    ),
  ];
  const [first] = one.files;
  const rows = [
    ...(first?.sheet === undefined ? [] : [`    sheet: ${yamlScalar(first.sheet)}`]),
    ...(first?.skip_lines === undefined
      ? []
      : [`    skip_lines: ${first.skip_lines}   # titles above the column names`]),
    ...(one.keys ?? []).map((key) => `    ${key}`),
  ];
  const comments = (one.comments ?? []).map((comment) => `    # ${comment}`);
  const columns = mapped.length === 0 ? [] : ['    columns:', ...mapped];
  const values = one.table === 'activities' ? valueLines(kinds) : [];
  if (one.table === 'conversions') values.push(...stateLines(states));
  return [...comments, `    files: ${files}`, ...rows, ...columns, ...values];
}

/** Which states land: those that do not look like landed are listed but commented out; without any other state the key is left out. */
function stateLines(states: readonly FoundState[]): string[] {
  if (states.length === 0) return [];
  const landing = states.filter(({ meaning }) => meaning !== 'not_landed');
  const off = landing.length === 0 ? '# ' : '';
  const counted = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;
  return [
    `    ${off}landed_states:   # check this: the states that mean the conversion landed; rows in other states are left out and counted`,
    ...states.map(({ state, meaning, conversions }) => {
      const doubt = meaning === 'unknown' ? ', the meaning of this state is not known' : '';
      const mark = meaning === 'not_landed' ? '# ' : '';
      return `      ${mark}- ${yamlScalar(state)}   # ${counted(conversions)}${doubt}`;
    }),
  ];
}

function valueLines(kinds: readonly FoundKind[]): string[] {
  const differing = kinds.filter(({ kind, canonical }) => kind !== canonical);
  if (differing.length === 0) return [];
  return [
    '    values:',
    '      kind:',
    ...differing.map(({ kind, canonical }) => `        ${yamlScalar(kind)}: ${canonical}   # check this`),
  ];
}

/** A required table without a file; ids with the same column name on both sides are assumed to be the same ids. */
function absentText(table: TableName, found: readonly Found[]): string {
  const of = (name: TableName, id: string) =>
    found.flatMap(({ table, columns }) => (table === name ? (columns[id] ?? []) : []));
  const pairs = of('activities', 'member_id').flatMap((member) =>
    of('conversions', 'user_id').map((user) => ({ member, user })),
  );
  const { member, user } = pairs.find((pair) => areSame(pair.member, pair.user)) ?? {};
  if (table === 'identities' && member !== undefined && user !== undefined) {
    const which =
      member === user
        ? `both columns are called ${visible(member)}`
        : `${visible(member)} and ${visible(user)}`;
    return `  identities: same   # check this: member ids and user ids are the same (${which})\n`;
  }
  return `  ${table}: ${table}.csv   # missing: no file was recognised\n`;
}

/** Whether two columns seem to have the same ids: by the name they share, or because both have addresses or both have telephone numbers. */
function areSame(member: string, user: string): boolean {
  return member === user || (idsIn(member) !== 'other' && idsIn(member) === idsIn(user));
}

function goalsText(goals: readonly FoundGoal[]): string {
  if (goals.length === 0) {
    return `  - name: order             # check this: the values of goal were not examined, or none is a result
    match: { goal: order }
    window_days: 30
`;
  }
  const headline = goals.find((goal) => goal.has_value) ?? goals[0];
  return goals.map((goal) => goalText(goal, goal === headline)).join('');
}

function goalText(goal: FoundGoal, isHeadline: boolean): string {
  const lines = [
    `  - name: ${yamlScalar(visible(goal.goal))}   # check this: ${goal.conversions} ${goal.conversions === 1 ? 'row' : 'rows'}`,
    `    match: { goal: ${yamlScalar(goal.goal)} }`,
    '    window_days: 30',
    ...(goal.has_value ? ['    value: true'] : []),
    ...(isHeadline ? ['    headline: true'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function touchesText(kinds: readonly FoundKind[]): string {
  const present = defaultTouchKinds.filter((kind) => kinds.some(({ canonical }) => canonical === kind));
  const list = kinds.slice(0, 12).map(({ kind, activities }) => `${visible(kind)} (${activities})`);
  const seen = list.length === 0 ? '' : `  # kinds in the data: ${list.join(', ')}\n`;
  const note = present.length === 0 ? 'none of these was found' : 'who did it';
  return `${seen}  - kinds: [${(present.length === 0 ? defaultTouchKinds : present).join(', ')}]   # check this
    reach: actor             # ${note}
`;
}
