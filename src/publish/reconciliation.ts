import { microCredits } from '../pipeline/attribution.js';
import { creditedTotals } from '../pipeline/credit_sums.js';
import { decimalOf, majorOf, microDigits, toInteger } from './amounts.js';
import { goalName, major, measure, modelName } from './columns.js';
import { indexed, type Publisher } from './table.js';

/** Per goal and model: the source against the ledger, compared in whole micro-credits. */
export const reconciliation = {
  name: 'reconciliation',
  summary: 'One goal and model: the source against the ledger, both counted apart. The differences are 0.',
  columns: {
    goal: goalName,
    model: modelName,
    source_total: measure('conversions', 'Conversions of the period, counted from the source.'),
    credited: measure('conversions', 'Credit in the ledger.'),
    unattributed: measure('conversions', 'Unattributed conversions in the ledger.'),
    difference: measure('conversions', 'Source less credited less unattributed.'),
    value_source_total: measure(major, 'The same four in money; empty for a goal without value.'),
    value_credited: measure(major, 'Credit in the ledger.'),
    value_unattributed: measure(major, 'Value of unattributed conversions.'),
    value_difference: measure(major, 'Source less credited less unattributed.'),
  },
  rows: async ({ engine, config, models }) => {
    const source = indexed(await engine.rows('SELECT * FROM source_totals'), (row) => String(row.goal_no));
    const credited = indexed(await engine.rows(creditedTotals(models)), (row) => String(row.goal_no));
    const unattributed = indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
      String(row.goal_no),
    );
    return config.goals.flatMap((goal, index) =>
      models.map((model) => {
        const goalNo = String(index + 1);
        const [total, ours, rest] = [source.get(goalNo), credited.get(goalNo), unattributed.get(goalNo)];
        const micro = {
          source: toInteger(total?.conversions) * BigInt(microCredits),
          credited: toInteger(ours?.[`credit_${model}`]),
          rest: toInteger(rest?.conversions) * BigInt(microCredits),
        };
        const value = {
          source: toInteger(total?.value_minor) * BigInt(microCredits),
          credited: toInteger(ours?.[`value_${model}`]),
          rest: toInteger(rest?.value_minor) * BigInt(microCredits),
        };
        const major = (amount: bigint) => majorOf(amount, goal, config, microDigits);
        const conversions = (amount: bigint) => decimalOf(amount, microDigits);
        return {
          goal: goal.name,
          model,
          source_total: conversions(micro.source),
          credited: conversions(micro.credited),
          unattributed: conversions(micro.rest),
          difference: conversions(micro.source - micro.credited - micro.rest),
          value_source_total: major(value.source),
          value_credited: major(value.credited),
          value_unattributed: major(value.rest),
          value_difference: major(value.source - value.credited - value.rest),
        };
      }),
    );
  },
} as const satisfies Publisher;
