import type { Config, GoalConfig } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { visible } from '../text/printable.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** What one goal matches: conversions, those without a value, and the currencies of the rest. */
interface Matched {
  readonly goal: GoalConfig;
  readonly conversions: number;
  readonly without_value: number;
  readonly currencies: readonly string[];
}

/** Goals that match nothing, that add up several currencies, or whose conversions lack the value they should have. */
export async function goalFindings(engine: Engine, config: Config, asOf: number): Promise<Finding[]> {
  const found = await foundGoals(engine);
  return (await matchedGoals(engine, config, asOf)).flatMap((matched) => findingsOf(matched, found));
}

/** The configuration with the goals that a run accepts; mixed currencies are counted without their value. */
export async function usableGoals(config: Config, engine: Engine, asOf: number): Promise<Config> {
  const matched = await matchedGoals(engine, config, asOf);
  const usable = matched.filter(({ conversions }) => conversions > 0);
  return {
    ...config,
    goals: usable.map(({ goal, currencies }) => ({ ...goal, value: goal.value && currencies.length < 2 })),
  };
}

async function matchedGoals(engine: Engine, config: Config, asOf: number): Promise<Matched[]> {
  const sums =
    await engine.rows(`SELECT goal_mask, currency, count(*) AS conversions, count(value_minor) AS with_value FROM in_conversions
    WHERE problem IS NULL AND ts_us <= ${asOf} AND coalesce(ingested_at_us, ts_us) <= ${asOf} GROUP BY goal_mask, currency ORDER BY currency`);
  return config.goals.map((goal, index) => {
    const rows = sums.filter((row) => ((BigInt(row.goal_mask ?? 0) >> BigInt(index)) & 1n) === 1n);
    const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
    const currencies = [
      ...new Set(rows.flatMap((row) => (row.currency === null ? [] : [String(row.currency)]))),
    ];
    return {
      goal,
      conversions: total('conversions'),
      without_value: total('conversions') - total('with_value'),
      currencies,
    };
  });
}

async function foundGoals(engine: Engine): Promise<string> {
  const rows = await engine.rows(
    'SELECT goal, count(*) AS conversions FROM in_conversions WHERE problem IS NULL GROUP BY goal ORDER BY conversions DESC, goal LIMIT 8',
  );
  return `Values of goal in the data: ${rows.map((row) => `${visible(String(row.goal))} (${row.conversions})`).join(', ')}.`;
}

function findingsOf({ goal, conversions, without_value, currencies }: Matched, found: string): Finding[] {
  const name = `goals.${visible(goal.name)} (line ${goal.line})`;
  if (conversions === 0) return [{ level: 'error', text: `${name} matches no conversion.`, hint: found }];
  const findings: Finding[] = [];
  if (goal.value && currencies.length > 1) {
    findings.push({
      level: 'error',
      text: `${name} mixes currencies: found ${firstFew(currencies)}.`,
      hint: 'Give each currency a goal of its own: match: { currency: CNY }.',
    });
  }
  if (goal.value && without_value > 0) {
    findings.push({
      level: 'warning',
      text: `${name}: ${shareText(without_value, conversions, 'conversions')} have no value; they count, but add nothing to the value.`,
    });
  }
  return findings;
}
