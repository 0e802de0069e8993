import type { Config } from '../../config/config.js';
import { chatKinds, defaultTouchKinds, type TableName } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { spanOf } from '../../insights/weeks/spans.js';
import { foldedHeader } from '../../sources/headers.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** A word of a column, and the number of rows with it. */
export interface WordRows {
  readonly word: string;
  readonly rows: number;
}

/** Words of the contract and of the configuration that rows spell differently or never contain. */
export async function wordFindings(checked: Checked): Promise<Finding[]> {
  const { engine, config } = checked;
  return [
    ...(await armFindings(engine)),
    ...(await targetFindings(engine, config)),
    ...(await labelFindings(engine)),
  ];
}

/** Columns whose words group rows together. */
const labels = ['groups.type', 'groups.matrix', 'tactics.kind'] as const;

const arms = ['treated', 'holdout'];

/** An arm as the stages compare it: ignoring case and surrounding blanks. */
function plainArm(word: string): string {
  return word.replace(/^ +| +$/g, '').toLowerCase();
}

/** A word for the holdout arm, which would otherwise be read as "had the tactic". */
const heldOut = /hold|control|ctrl|对照|對照|控制|对比|空白/i;

/** Any other arm has no meaning, apart from case and surrounding blanks: a group that was held out must never count as one that had the tactic. */
async function armFindings(engine: Engine): Promise<Finding[]> {
  const found = await wordsOf(engine, 'tactic_groups', 'arm');
  const odd = found.filter(({ word }) => !arms.includes(plainArm(word)));
  if (odd.length === 0) return [];
  const meant = odd.map(
    ({ word }) =>
      `${yamlScalar(visible(word))}: ${heldOut.test(word.normalize('NFKC')) ? 'holdout' : 'treated'}`,
  );
  return [
    {
      level: 'error',
      text: `inputs.tactic_groups: the arm of ${shareText(totalOf(odd, 'rows'), totalOf(found, 'rows'), 'rows')} is neither treated nor holdout: ${listOf(odd)}.`,
      hint: `Say what the words mean, such as inputs.tactic_groups.values: { arm: { ${meant.slice(0, 5).join(', ')} } }.`,
    },
  ];
}

/** Targets that no report can compare with anything: with a metric that is not counted, or an invalid period. */
async function targetFindings(engine: Engine, { goals, week_starts }: Config): Promise<Finding[]> {
  const metrics = goals.flatMap(({ name, value }) => [
    `${name}:conversions`,
    ...(value ? [`${name}:value`] : []),
  ]);
  const [ofMetric, ofPeriod] = [
    await wordsOf(engine, 'targets', 'metric'),
    await wordsOf(engine, 'targets', 'period'),
  ];
  const odd = [
    {
      column: 'metric',
      words: ofMetric.filter(({ word }) => !metrics.includes(word)),
      all: ofMetric,
      expected: `one of ${firstFew(metrics, metrics.length, 8)}`,
    },
    {
      column: 'period',
      words: ofPeriod.filter(({ word }) => spanOf(word, { week_starts }) === null),
      all: ofPeriod,
      expected: 'a week (2026-W46), a month (2026-11), a quarter (2026-Q4) or a year',
    },
  ];
  return odd
    .filter(({ words }) => words.length > 0)
    .map(({ column, words, all, expected }) =>
      nearFinding(
        `inputs.targets: the ${column} of ${shareText(totalOf(words, 'rows'), totalOf(all, 'rows'), 'targets')} is not valid, and these are left out: ${listOf(words)}.`,
        `Expected ${expected}; map words under inputs.targets.values: { ${column}: ... }.`,
        { what: `targets.${column}`, words },
      ),
    );
}

async function labelFindings(engine: Engine): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const label of labels) found.push(...(await unlikeWritings(engine, label)));
  return found;
}

/** Words of one column that differ only in case, width, blanks, underscores or hyphens: each counts separately. */
async function unlikeWritings(engine: Engine, label: (typeof labels)[number]): Promise<Finding[]> {
  const [table, column] = label.split('.') as [TableName, string];
  const found = await wordsOf(engine, table, column);
  const forms = found.map(({ word }) => foldedHeader(word));
  const several = found.filter((_, at) => forms.indexOf(forms[at]!) !== forms.lastIndexOf(forms[at]!));
  if (several.length === 0) return [];
  return [
    nearFinding(
      `inputs.${table}: words of ${column} that differ only in case, width, blanks or hyphens count as different: ${listOf(several)}.`,
      `If they mean the same, map them to one word under inputs.${table}.values: { ${column}: ... }.`,
      { what: label, words: several },
    ),
  ];
}

/** Kinds and roles of activities that differ from known ones only in spelling, and so do not count as them. */
export function activityWordFindings(
  kinds: readonly WordRows[],
  roles: readonly WordRows[],
  config: Config,
): Finding[] {
  const counted = config.touches.flatMap((rule) => rule.kinds);
  const known = [
    ...counted,
    ...chatKinds,
    ...defaultTouchKinds,
    'leave',
    'broadcast',
    'bot_message',
    'system',
  ];
  return [
    ...nearKnown('kind', kinds, known, mappedWords(config, 'kind')),
    ...nearKnown('role', roles, ['bot', 'system'], mappedWords(config, 'role')),
  ];
}

/** The words of a column of activities that `values` maps, each with its meaning. */
function mappedWords({ inputs }: Config, column: string): [word: string, meaning: string][] {
  const { activities } = inputs;
  const sources = activities === undefined ? [] : [activities, ...activities.others];
  return sources.flatMap(({ values }) => Object.entries(values[column] ?? {}));
}

function nearKnown(
  column: string,
  found: readonly WordRows[],
  known: readonly string[],
  mapped: readonly (readonly [word: string, meaning: string])[],
): Finding[] {
  const meant = new Map(
    [...mapped, ...known.map((word) => [word, word] as const)].map(([word, meaning]) => [
      foldedHeader(word),
      meaning,
    ]),
  );
  const written = new Set([...known, ...mapped.flat()]);
  const near = found.filter(({ word }) => !written.has(word) && meant.has(foldedHeader(word)));
  if (near.length === 0) return [];
  const values = near
    .slice(0, 5)
    .map(({ word }) => `${JSON.stringify(visible(word))}: ${meant.get(foldedHeader(word))}`);
  return [
    nearFinding(
      `inputs.activities: the ${column} of ${shareText(totalOf(near, 'rows'), totalOf(found, 'rows'), 'activities')} differs from a known one only in case, width, blanks or hyphens, and does not count as it: ${listOf(near)}.`,
      `Map them: inputs.activities.values: { ${column}: { ${values.join(', ')} } }.`,
      { what: `activities.${column}`, words: near },
    ),
  ];
}

function nearFinding(
  text: string,
  hint: string,
  { what, words }: { readonly what: string; readonly words: readonly WordRows[] },
): Finding {
  return {
    level: 'warning',
    text,
    hint,
    note: { kind: 'near_words', what, count: totalOf(words, 'rows'), words: listOf(words) },
  };
}

/** `"Link_Click" (4), "link-click" (1)` */
function listOf(words: readonly WordRows[]): string {
  return firstFew(
    words.map(({ word, rows }) => `${JSON.stringify(word)} (${rows})`),
    words.length,
    8,
  );
}

/** The words of a column of a small table, most frequent first; blanks do not count. */
function wordsOf(engine: Engine, table: TableName, column: string): Promise<WordRows[]> {
  return readRows(
    engine,
    { word: 'text', rows: 'number' },
    `SELECT ${column} AS word, count(*) AS rows FROM in_${table} WHERE problem IS NULL AND trim(${column}) <> ''
    GROUP BY ${column} ORDER BY rows DESC, word`,
  );
}
