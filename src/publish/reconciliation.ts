import { microCredits } from '../attribution.js';
import { creditedTotals } from '../credit_sums.js';
import { decimalOf, majorOf, microDigits, toInteger } from './amounts.js';
import { indexed, type Publisher, tableOf } from './table.js';

/** Per goal and model: the source against the ledger, compared in whole micro-credits. */
export const reconciliation: Publisher = async ({ engine, config, models }) => {
  const source = indexed(await engine.rows('SELECT * FROM source_totals'), (row) => String(row.goal_no));
  const credited = indexed(await engine.rows(creditedTotals(models)), (row) => String(row.goal_no));
  const unattributed = indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
    String(row.goal_no),
  );
  const rows = config.goals.flatMap((goal, index) =>
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
  return tableOf('reconciliation', rows);
};
