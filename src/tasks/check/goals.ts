import type { Config, GoalConfig } from '../../config/config.js';
import { headlineGoals } from '../../config/goals.js';
import { currencyDigits } from '../../contract/money.js';
import type { Engine } from '../../engines/engine.js';
import { readRow, readRows } from '../../engines/typed_rows.js';
import { zonedText } from '../../project/period.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** What one goal matches up to as_of: conversions, those without a value, and the currencies of the rest; and how many come later. */
interface Matched {
  readonly goal: GoalConfig;
  readonly conversions: number;
  readonly without_value: number;
  readonly late: number;
  readonly currencies: readonly string[];
}

/** Goals that match nothing, that mix several currencies, or whose conversions lack a value they should have. */
export async function goalFindings({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  const matched = await matchedGoals(engine, config, as_of_us);
  const { known: all } = await readRow(
    engine,
    { known: 'number' },
    `SELECT count(*) AS known FROM in_conversions WHERE problem IS NULL AND ${seen} <= ${as_of_us}`,
  );
  const found = await foundGoals(engine);
  const asOf = zonedText(as_of_us, config.timezone);
  const empty: Finding[] =
    all > 0
      ? []
      : [
          {
            level: 'error',
            text: `There are no conversions before as_of ${asOf}.`,
            hint: 'Choose a later --as-of: a run without conversions would only print zeros.',
          },
        ];
  return [
    ...empty,
    ...matched.flatMap((one) => findingsOf(one, found, asOf, config)),
    ...(await headlineOverlaps(engine, config, as_of_us)),
  ];
}

/** The configuration with goals that a run accepts; goals with mixed currencies are counted without value. */
export async function usableGoals(config: Config, engine: Engine, asOf: number): Promise<Config> {
  const matched = await matchedGoals(engine, config, asOf);
  const usable = matched.filter(({ conversions, late }) => conversions + late > 0);
  return {
    ...config,
    goals: usable.map(({ goal, currencies }) => ({ ...goal, value: goal.value && currencies.length < 2 })),
  };
}

const known = 'problem IS NULL AND is_landed = 1';

/** When a row is known: when it happened or when it arrived, whichever is later. */
const seen = 'greatest(ts_us, coalesce(ingested_at_us, ts_us))';

async function matchedGoals(engine: Engine, config: Config, asOf: number): Promise<Matched[]> {
  const sums = await readRows(
    engine,
    {
      goal_mask: 'whole?',
      currency: 'text?',
      is_late: 'number',
      conversions: 'number',
      with_value: 'number',
    },
    `SELECT goal_mask, currency, CASE WHEN ${seen} <= ${asOf} THEN 0 ELSE 1 END AS is_late,
    count(*) AS conversions, count(value_minor) AS with_value
    FROM in_conversions WHERE ${known} GROUP BY 1, 2, 3 ORDER BY currency`,
  );
  return config.goals.map((goal, index) => {
    const rows = sums.filter((row) => (((row.goal_mask ?? 0n) >> BigInt(index)) & 1n) === 1n);
    const total = (name: 'conversions' | 'with_value', is_late: number) =>
      totalOf(
        rows.filter((row) => row.is_late === is_late),
        name,
      );
    const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))];
    return {
      goal,
      conversions: total('conversions', 0),
      without_value: total('conversions', 0) - total('with_value', 0),
      late: total('conversions', 1),
      currencies,
    };
  });
}

/** Conversions of several headline goals: each goal counts them, so that the goals do not add up to the sums over all of them. */
async function headlineOverlaps(engine: Engine, config: Config, asOf: number): Promise<Finding[]> {
  const headlines = headlineGoals(config);
  if (headlines.length < 2) return [];
  const rows = await readRows(
    engine,
    { goal_mask: 'whole', conversions: 'number' },
    `SELECT goal_mask, count(*) AS conversions FROM in_conversions WHERE ${known} AND ${seen} <= ${asOf} GROUP BY 1`,
  );
  const goalsOf = (mask: bigint) =>
    headlines.filter((goal) => ((mask >> BigInt(config.goals.indexOf(goal))) & 1n) === 1n);
  const several = rows.filter(({ goal_mask }) => goalsOf(goal_mask).length > 1);
  const count = totalOf(several, 'conversions');
  if (count === 0) return [];
  const names = new Set(several.flatMap(({ goal_mask }) => goalsOf(goal_mask)));
  const listed = headlines.filter((goal) => names.has(goal)).map(({ name }) => name);
  return [
    {
      level: 'note',
      text: `${shareText(count, totalOf(rows, 'conversions'), 'conversions')} match several headline goals (${firstFew(listed)}): each of these goals counts them, and what is summed over headline goals, such as the results of a group and week, counts them once.`,
    },
  ];
}

async function foundGoals(engine: Engine): Promise<string> {
  const rows = await readRows(
    engine,
    { goal: 'text?', conversions: 'number' },
    `SELECT goal, count(*) AS conversions FROM in_conversions WHERE problem IS NULL GROUP BY goal ORDER BY conversions DESC, goal LIMIT 8`,
  );
  return `Values of the column goal in the data: ${rows.map((row) => `${visible(String(row.goal))} (${row.conversions})`).join(', ')}.`;
}

function findingsOf(matched: Matched, found: string, asOf: string, config: Config): Finding[] {
  const { goal, conversions, late } = matched;
  const name = `goals.${visible(goal.name)} (line ${goal.line})`;
  if (conversions + late === 0)
    return [{ level: 'error', text: `${name} matches no conversion.`, hint: found }];
  if (conversions === 0)
    return [
      {
        level: 'warning',
        text: `${name} matches no conversion before as_of ${asOf}: all ${late} come later.`,
      },
    ];
  return [...currencyFindings(matched, name, config), ...valueFindings(matched, name)];
}

function valueFindings({ goal, conversions, without_value }: Matched, name: string): Finding[] {
  if (!goal.value || without_value === 0) return [];
  return [
    {
      level: 'warning',
      text: `${name}: ${shareText(without_value, conversions, 'conversions')} have no value; they are counted, but add nothing to the value.`,
      note: { kind: 'without_value', count: without_value },
    },
  ];
}

/** Minor units depend on the currency, and the report prints it: the data must be in one currency, and it must be the configured one. */
function currencyFindings({ goal, currencies }: Matched, name: string, config: Config): Finding[] {
  if (!goal.value || currencies.length === 0) return [];
  if (currencies.length > 1)
    return [
      {
        level: 'error',
        text: `${name} mixes currencies: found ${firstFew(currencies)}.`,
        hint: 'Give each currency its own goal, with match: { currency: CNY } and so on.',
      },
    ];
  const [found = ''] = currencies;
  const declared = goal.currency ?? config.currency;
  const isSame = found.toUpperCase() === declared;
  const sameDigits = currencyDigits(found.toUpperCase()) === currencyDigits(null);
  if (isSame || (declared === null && sameDigits)) return [];
  return [
    {
      level: 'error',
      text: `${name}: the data is in ${visible(found)}, the configuration says ${declared ?? 'nothing'}.`,
      hint: `Set currency: ${visible(found)} (at the top, or in the goal).`,
    },
  ];
}
