import type { TableName } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { readRow, readRows } from '../../engines/typed_rows.js';
import type { SourceFile } from '../../sources/plan.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** A table whose rows describe things: what names one, what is said of it, and what to do where two rows of a file say different things. */
interface Described {
  readonly table: TableName;
  readonly things: string;
  readonly key: readonly string[];
  readonly told: readonly string[];
  readonly hint: string;
  /** which of several different values counts */
  readonly counts: { readonly in_a_file: string; readonly in_files: string };
}

const lastFile = { in_a_file: 'only one of these counts', in_files: 'the last of these files counts' };

const describedTables: readonly Described[] = [
  {
    table: 'groups',
    things: 'groups',
    key: ['group_id'],
    told: ['name', 'platform', 'type', 'matrix', 'owner_id', 'kol_id', 'closed_at_us'],
    hint: 'Keep one row for each group_id.',
    counts: lastFile,
  },
  {
    table: 'tactics',
    things: 'tactics',
    key: ['tactic_id'],
    told: [
      ...['kind', 'starts_at_us', 'ends_at_us', 'name', 'cost'],
      ...['currency', 'hours', 'goal', 'owner'],
    ],
    hint: 'Give each run of a tactic its own tactic_id; the groups it ran in belong in tactic_groups.',
    counts: lastFile,
  },
  {
    table: 'tactic_groups',
    things: 'groups of tactics',
    key: ['tactic_id', 'group_id'],
    told: ['lower(trim(arm))'],
    hint: 'Keep the arm that the group was in; a group that was held out at first has no place in a comparison of arms.',
    counts: always('a group with both arms counts as treated'),
  },
  {
    table: 'targets',
    things: 'targets',
    key: ['node', 'period', 'metric'],
    told: ['target', 'parent'],
    hint: 'Keep one row for each node, period and metric.',
    counts: lastFile,
  },
  {
    table: 'kols',
    things: 'contracts',
    key: ['kol_id', 'member_id', 'user_id', 'from_us'],
    told: ['to_us', 'fee'],
    hint: 'Keep one row for each contract.',
    counts: { in_a_file: 'each of these counts', in_files: lastFile.in_files },
  },
  {
    table: 'calendar',
    things: 'days',
    key: ['date', 'name'],
    told: ['comparable_to'],
    hint: 'Keep one row for each day and name.',
    counts: always('only one of these counts'),
  },
  {
    table: 'memberships',
    things: 'stays',
    key: ['group_id', 'member_id', 'joined_at_us'],
    told: ['left_at_us'],
    hint: 'Keep one row for each stay, with its last known end.',
    counts: always('the latest end counts'),
  },
];

function always(which: string): Described['counts'] {
  return { in_a_file: which, in_files: which };
}

/** Things that several rows describe differently: only one of these rows counts, without anybody having said which. */
export async function toldTwiceFindings({ engine, sources }: Checked): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const described of describedTables) {
    const files = sources.find(({ table }) => table === described.table)?.files ?? [];
    if (files.length > 0) found.push(...(await toldTwice(engine, described, files)));
  }
  return [...found, ...(await sharedCodes(engine))];
}

async function toldTwice(
  engine: Engine,
  described: Described,
  files: readonly SourceFile[],
): Promise<Finding[]> {
  const { table, things, key, hint, counts } = described;
  const inFile = await namesOf(engine, described, ['file_no', ...key]);
  const said = new Set(inFile);
  const inFiles =
    files.length === 1 ? [] : (await namesOf(engine, described, key)).filter((name) => !said.has(name));
  if (inFile.length === 0 && inFiles.length === 0) return [];
  const { described_things } = await readRow(
    engine,
    { described_things: 'number' },
    `SELECT count(*) AS described_things
    FROM (SELECT DISTINCT ${key.join(', ')} FROM in_${table} WHERE problem IS NULL) things`,
  );
  const say = (names: readonly string[], where: string) =>
    `inputs.${table}: ${shareText(names.length, described_things, things)} are ${where}: ${firstFew(names)}.`;
  const findings: Finding[] = [];
  if (inFile.length > 0)
    findings.push({
      level: 'warning',
      text: say(inFile, `in several rows of one file with different content, and ${counts.in_a_file}`),
      hint,
    });
  if (inFiles.length > 0)
    findings.push({
      ...orderOf(files),
      text: say(inFiles, `described differently by several files, and ${counts.in_files}`),
    });
  return findings;
}

/** Files listed one by one are in the order that somebody wrote; those of one pattern are in that of their names. */
function orderOf(files: readonly SourceFile[]): Pick<Finding, 'level' | 'hint'> {
  const entries = new Set(files.map(({ last_entry }) => last_entry));
  return entries.size === files.length
    ? { level: 'note' }
    : {
        level: 'warning',
        hint: 'Files of one pattern are read in the order of their names. List them one by one, the newest last, if that is not their order.',
      };
}

/** The things of which some column has several values within one combination of `by`. */
async function namesOf(
  engine: Engine,
  { table, key, told }: Described,
  by: readonly string[],
): Promise<string[]> {
  const shown = key.filter((column) => !column.endsWith('_us'));
  const name = shown.map((column) => `coalesce(CAST(${column} AS STRING), '')`).join(" || ' ' || ");
  const rows = await readRows(
    engine,
    { name: 'text' },
    `SELECT DISTINCT name FROM (
      SELECT ${name} AS name FROM in_${table} WHERE problem IS NULL GROUP BY ${by.join(', ')}
    HAVING ${told.map((column) => `count(DISTINCT ${column}) > 1`).join(' OR ')}) names ORDER BY name`,
  );
  return rows.map((row) => row.name.trim());
}

/** Codes that stand for several groups, tactics or KOLs at one time: one of them takes all of the credit. */
async function sharedCodes(engine: Engine): Promise<Finding[]> {
  const end = '9000000000000000000';
  const place =
    "coalesce(group_id, '') AS group_id, coalesce(tactic_id, '') AS tactic_id, coalesce(kol_id, '') AS kol_id";
  const shared = await readRows(
    engine,
    { code: 'text' },
    `WITH spans AS (
      SELECT DISTINCT code, ${place}, coalesce(valid_from_us, -${end}) AS from_us, coalesce(valid_to_us, ${end}) AS to_us
      FROM in_codes WHERE problem IS NULL)
    SELECT DISTINCT a.code FROM spans a JOIN spans b ON b.code = a.code
    WHERE a.from_us < b.to_us AND b.from_us < a.to_us
      AND (a.group_id <> b.group_id OR a.tactic_id <> b.tactic_id OR a.kol_id <> b.kol_id) ORDER BY a.code`,
  );
  if (shared.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.codes: ${shared.length === 1 ? 'a code is used' : `${shared.length} codes are used`} for several groups, tactics or KOLs at the same time, and only one of these earns credit: ${firstFew(shared.map(({ code }) => code))}.`,
      hint: 'Give each of them its own code, or say when it is valid (valid_from, valid_to).',
    },
  ];
}
