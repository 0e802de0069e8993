import type { Config } from '../../config/config.js';
import type { Engine } from '../../engines/engine.js';
import { type RowIn, readRows, readTable } from '../../engines/typed_rows.js';
import type { Source } from '../../loading/load.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import type { Note } from '../run/note.js';
import type { Checked } from './checked.js';
import { currencyOf, type Finding, firstFew, moneyText, moneyTexts } from './findings.js';
import { totalOf } from './shares.js';

/** Rows with the same conversion id: those that cannot be versions or lines of one thing are an error; what was merged is reported with its money. */
export async function conflictFindings({ engine, config, sources }: Checked): Promise<Finding[]> {
  const groups = await readRows(
    engine,
    groupShape,
    `SELECT refusal, on_conflict, currency, count(*) AS ids, CAST(sum(row_count) AS BIGINT) AS row_count,
    CAST(sum(rows_minor) AS BIGINT) AS rows_minor, CAST(sum(value_minor) AS BIGINT) AS value_minor, sum(CASE WHEN codes > 1 THEN 1 ELSE 0 END) AS coded
    FROM conversion_merges WHERE refusal IS NOT NULL OR versions > 1 OR (on_conflict = 'sum' AND row_count > 1)
    GROUP BY refusal, on_conflict, currency ORDER BY refusal, currency`,
  );
  const findings: Finding[] = [];
  for (const refusal of refusals) {
    const mine = groups.filter((row) => row.refusal === refusal);
    if (mine.length > 0) findings.push(await refused(refusal, mine, sources, { engine, config }));
  }
  const taken = groups.filter((row) => row.refusal === null);
  return taken.length === 0 ? findings : [...findings, ...(await merged(taken, engine, config))];
}

const refusals = ['strangers', 'lines', 'differ', 'equal'] as const;
type Refusal = (typeof refusals)[number];

type MergeRule = Extract<Note, { readonly kind: 'conflicts' }>['rule'];

const doneTexts: Readonly<Record<MergeRule, string>> = {
  newest: 'the newest snapshot by ingested_at is kept',
  latest: 'the latest version is kept',
  first: 'the first version is kept',
  sum: 'their rows are summed',
};
const mergeRules: readonly MergeRule[] = ['newest', 'latest', 'first', 'sum'];

/** Conversion ids that are refused for the same reason, or were merged by the same rule. */
const groupShape = {
  refusal: [...refusals, null],
  on_conflict: 'text?',
  currency: 'text?',
  ids: 'number',
  row_count: 'number',
  rows_minor: 'whole?',
  value_minor: 'whole?',
  coded: 'number?',
} as const;
type Group = RowIn<typeof groupShape>;

async function refused(
  refusal: Refusal,
  groups: readonly Group[],
  sources: readonly Source[],
  { engine, config }: Pick<Checked, 'engine' | 'config'>,
): Promise<Finding> {
  const mode = String(groups[0]?.on_conflict);
  const id = config.inputs.conversions?.columns.conversion_id ?? 'conversion_id';
  const money = moneyTexts(groups, 'rows_minor', config);
  const which = `${idsText(groups)}${money === '' ? '' : ` (${money} in ${rowsText(groups)})`}`;
  const examples = firstFew(await exampleTexts(refusal, engine, config), totalOf(groups, 'ids'), 3);
  const [text, hint] = wordsOf(refusal, mode, visible(id), unreadColumns(sources));
  return { level: 'error', text: `inputs.conversions: ${which} ${text}: ${examples}.`, hint };
}

/** The columns of the conversions that nothing reads. */
function unreadColumns(sources: readonly Source[]): string[] {
  return sources
    .filter(({ table }) => table === 'conversions')
    .flatMap(({ headers }) => headers.flatMap(({ unread }) => unread));
}

const ofLines =
  /\bline|line[-_ ]?(?:no|id|num)|sku|variant|item|product|子订单|行号|序号|规格|商品(?:编|id|名)|商品$|货号|明细/i;
const ofShops = /shop|store|seller|site|店|商家/i;

/** `key: [id, sku]` with a column of the file that seems to tell the rows apart; else with words for what it has to be. */
function keyWith(id: string, unread: readonly string[], kind: RegExp, otherwise: string): string {
  const column = unread.find((name) => kind.test(name));
  return column === undefined
    ? `key: [${id}, ...] with the column that says ${otherwise}`
    : `key: [${id}, ${yamlScalar(column)}]`;
}

function wordsOf(
  refusal: Refusal,
  mode: string,
  id: string,
  unread: readonly string[],
): readonly [string, string] {
  const key = keyWith(id, unread, ofLines, 'which line of the order a row is');
  if (refusal === 'strangers')
    return [
      'belonged to several users or goals, so they are not versions of one thing',
      `Say which columns together form the id, such as key: [goal, ${id}], or ${keyWith(id, unread, ofShops, 'which shop it is of')}; for orders that moved to another user, write on_conflict: latest and map ingested_at.`,
    ];
  if (refusal === 'lines')
    return [
      'cannot be summed: their rows differ in currency or in the goals they match',
      `Make each line its own conversion: ${key}.`,
    ];
  if (refusal === 'equal')
    return [
      'had identical rows with money in the same file',
      `Write on_conflict: sum if they are lines of one order, latest if the same row was exported twice, or ${key}.`,
    ];
  if (mode === 'latest' || mode === 'first')
    return [
      `had rows with different contents, but no order to apply on_conflict: ${mode}: rows of one file, or of files matching one pattern, have no order`,
      'List the files one by one, oldest first, or map ingested_at; for lines of one order, write on_conflict: sum.',
    ];
  return [
    'had rows with different contents, and nothing says which one is valid',
    `Write on_conflict: sum if they are lines of one order, latest or first if they are versions, or ${key}.`,
  ];
}

/** `1001 (60.00, 40.00)`, or `1 (order of u3, register of u1)`. */
async function exampleTexts(refusal: Refusal, engine: Engine, config: Config): Promise<string[]> {
  const rows = await readRows(
    engine,
    {
      conversion_id: 'text',
      user_id: 'text?',
      goal: 'text?',
      value_minor: 'whole?',
      currency: 'text?',
      ts_us: 'number',
    },
    `SELECT v.conversion_id, v.user_id, v.goal, v.value_minor, v.currency, v.ts_us FROM conversion_versions v
    JOIN (SELECT conversion_id FROM conversion_merges WHERE refusal = '${refusal}' ORDER BY conversion_id LIMIT 3) m ON m.conversion_id = v.conversion_id
    ORDER BY v.conversion_id, v.content_no, v.occurrence`,
  );
  const ids = [...new Set(rows.map(({ conversion_id }) => conversion_id))];
  return ids.map((id) => {
    const mine = rows.filter((row) => row.conversion_id === id);
    const parts = mine.map((row) =>
      refusal === 'strangers'
        ? `${row.goal ?? '(no goal)'} of ${row.user_id ?? '(no user)'}`
        : row.value_minor === null
          ? 'no value'
          : moneyText(row.value_minor, currencyOf(row, config)),
    );
    return `${id} (${firstFew(refusal === 'strangers' ? [...new Set(parts)] : parts)})`;
  });
}

/** What was merged, according to the configuration or to ingested_at. */
async function merged(groups: readonly Group[], engine: Engine, config: Config): Promise<Finding[]> {
  const rule = mergeRules.find((one) => one === groups[0]?.on_conflict);
  if (rule === undefined) throw new Error('rows were merged without a rule');
  const rows = await readTable(
    engine,
    'conflicts',
    { conversion_id: 'text' },
    'ORDER BY conversion_id LIMIT 5',
  );
  const ids = totalOf(groups, 'ids');
  const money = moneyTexts(groups, 'rows_minor', config);
  const counts =
    money === '' ? '' : `: ${moneyTexts(groups, 'value_minor', config) || '0'} of ${money} are counted`;
  const examples = firstFew(
    rows.map(({ conversion_id }) => conversion_id),
    ids,
  );
  const coded = groups.reduce((sum, one) => sum + (one.coded ?? 0), 0);
  const codes: Finding[] =
    rule !== 'sum' || coded === 0
      ? []
      : [
          {
            level: 'warning',
            text: `inputs.conversions: the rows of ${coded} conversion ids carry several codes; only the first code of each, in byte order, counts.`,
          },
        ];
  return [
    {
      level: 'note',
      text: `inputs.conversions: ${idsText(groups)} came in ${rowsText(groups)}; ${doneTexts[rule]}${counts} (${examples}; table conflicts).`,
      note: { kind: 'conflicts', count: ids, rule },
    },
    ...codes,
  ];
}

function idsText(groups: readonly Group[]): string {
  const ids = totalOf(groups, 'ids');
  return `${ids.toLocaleString('en-US')} ${ids === 1 ? 'conversion id' : 'conversion ids'}`;
}

function rowsText(groups: readonly Group[]): string {
  return `${totalOf(groups, 'row_count').toLocaleString('en-US')} rows`;
}
