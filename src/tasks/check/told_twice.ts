import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** A table whose rows describe things: what names one, what is said of it, and what to do where two rows of a file say different things. */
interface Described {
  readonly table: string;
  readonly things: string;
  readonly key: readonly string[];
  readonly told: readonly string[];
  readonly hint: string;
}

const describedTables: readonly Described[] = [
  {
    table: 'groups',
    things: 'groups',
    key: ['group_id'],
    told: [
      ...['name', 'platform', 'type', 'matrix', 'owner_id', 'kol_id'],
      ...['created_at_us', 'closed_at_us', 'capacity'],
    ],
    hint: 'Keep one row for each group_id.',
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
  },
  {
    table: 'targets',
    things: 'targets',
    key: ['node', 'period', 'metric'],
    told: ['target', 'parent'],
    hint: 'Keep one row for each node, period and metric.',
  },
];

/** Things that several rows of one file describe differently: only one of these rows counts, without anybody having said which. */
export async function toldTwiceFindings(engine: Engine): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const described of describedTables) found.push(...(await toldTwice(engine, described)));
  return [...found, ...(await sharedCodes(engine))];
}

async function toldTwice(engine: Engine, described: Described): Promise<Finding[]> {
  const { table, things, key, told, hint } = described;
  const keys = key.join(', ');
  const name = key.map((column) => `coalesce(CAST(${column} AS STRING), '')`).join(" || ' ' || ");
  const twice = await readRows(
    engine,
    { name: 'text' },
    `SELECT DISTINCT ${name} AS name FROM (
      SELECT ${keys} FROM (SELECT DISTINCT file_no, ${keys}, ${told.join(', ')} FROM in_${table} WHERE problem IS NULL) rows
      GROUP BY file_no, ${keys} HAVING count(*) > 1) twice ORDER BY name`,
  );
  if (twice.length === 0) return [];
  const [all] = await readRows(
    engine,
    { things: 'number' },
    `SELECT count(*) AS things FROM (SELECT DISTINCT ${keys} FROM in_${table} WHERE problem IS NULL) things`,
  );
  const share = shareText(twice.length, all?.things ?? 0, things);
  return [
    {
      level: 'warning',
      text: `inputs.${table}: ${share} are in several rows of one file with different content, and only one of these counts: ${firstFew(twice.map((one) => one.name.trim()))}.`,
      hint,
    },
  ];
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
