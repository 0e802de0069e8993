import type { Config, GoalConfig } from '../config/config.js';
import type { Engine, Row } from '../engines/engine.js';
import { inputError } from '../errors.js';
import { currencyDigits } from '../money.js';

/** A goal that matches nothing, or that adds up different currencies, would print a number that means nothing. */
export async function refuseBadGoals(engine: Engine, config: Config): Promise<void> {
  for (const row of await engine.rows('SELECT * FROM goal_checks ORDER BY goal_no')) {
    const goal = config.goals[Number(row.goal_no) - 1];
    if (goal === undefined) continue;
    if (row.conversions === 0)
      throw inputError(
        `goals.${goal.name} (line ${goal.line}) matches no conversion.`,
        await foundGoals(engine),
      );
    if (goal.value && Number(row.currencies) > 1) {
      throw inputError(
        `goals.${goal.name} (line ${goal.line}) mixes currencies: found ${row.one_currency} and ${row.other_currency}.`,
        'Give each currency a goal of its own: match: { currency: CNY }.',
      );
    }
    refuseForeignCurrency(goal, row.one_currency ?? null, config.currency);
  }
}

/** Minor units depend on the currency, and the report prints it: what the data says must be what the configuration says. */
function refuseForeignCurrency(goal: GoalConfig, found: Row[string], general: string | null): void {
  const declared = goal.currency ?? general;
  if (!goal.value || found === null || String(found).toUpperCase() === declared) return;
  if (declared === null && currencyDigits(String(found).toUpperCase()) === currencyDigits(null)) return;
  throw inputError(
    `goals.${goal.name} (line ${goal.line}): the data is in ${found}, the configuration says ${declared ?? 'nothing'}.`,
    `Set currency: ${found} (at the top, or in the goal).`,
  );
}

async function foundGoals(engine: Engine): Promise<string> {
  const rows = await engine.rows(
    'SELECT goal, count(*) AS conversions FROM in_conversions WHERE problem IS NULL GROUP BY goal ORDER BY conversions DESC, goal LIMIT 8',
  );
  return `Values of goal in the data: ${rows.map((row) => `${row.goal} (${row.conversions})`).join(', ')}.`;
}
