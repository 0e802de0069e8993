import { columnsLike, readRows, readTable } from '../engines/typed_rows.js';
import { microCredits } from '../pipeline/attribution.js';
import { creditedTotals } from '../pipeline/credit_sums.js';
import { decimalOf, majorOf, microDigits } from './amounts.js';
import { goalName, major, measure, modelName, orEmpty } from './columns.js';
import { indexed, published } from './table.js';

/** Per goal and model: the source compared with the ledger, in integer micro-credits. */
export const reconciliation = published({
  name: 'reconciliation',
  summary:
    'One goal and model: the source compared with the ledger, each counted independently. The differences are 0.',
  columns: {
    goal: goalName,
    model: modelName,
    source_total: measure('conversions', 'Conversions of the period, counted from the source.'),
    credited: measure('conversions', 'Credit in the ledger.'),
    unattributed: measure('conversions', 'Unattributed conversions in the ledger.'),
    difference: measure('conversions', 'Source minus credited minus unattributed.'),
    value_source_total: orEmpty(measure(major, 'The same in money; empty for a goal without value.')),
    value_credited: orEmpty(measure(major, 'Credit in the ledger.')),
    value_unattributed: orEmpty(measure(major, 'Value of unattributed conversions.')),
    value_difference: orEmpty(measure(major, 'Source minus credited minus unattributed.')),
  },
  rows: async ({ engine, config, models }) => {
    const totalShape = { goal_no: 'number', conversions: 'number', value_minor: 'whole?' } as const;
    const goalNoOf = ({ goal_no }: { readonly goal_no: number }) => goal_no;
    const source = indexed(await readTable(engine, 'source_totals', totalShape), goalNoOf);
    const rest = indexed(await readTable(engine, 'unattributed_total_moments', totalShape), goalNoOf);
    const ledgerShape = {
      goal_no: 'number',
      ...columnsLike(
        models.flatMap((model) => [`credit_${model}`, `value_${model}`] as const),
        'whole?',
      ),
    } as const;
    const credited = indexed(await readRows(engine, ledgerShape, creditedTotals(models)), goalNoOf);
    return config.goals.flatMap((goal, index) =>
      models.map((model) => {
        const [total, ours, left] = [source.get(index + 1), credited.get(index + 1), rest.get(index + 1)];
        const micro = {
          source: BigInt(total?.conversions ?? 0) * BigInt(microCredits),
          credited: ours?.[`credit_${model}`] ?? 0n,
          rest: BigInt(left?.conversions ?? 0) * BigInt(microCredits),
        };
        const value = {
          source: (total?.value_minor ?? 0n) * BigInt(microCredits),
          credited: ours?.[`value_${model}`] ?? 0n,
          rest: (left?.value_minor ?? 0n) * BigInt(microCredits),
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
});
