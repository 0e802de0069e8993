import { readRow, readRows } from '../../engines/typed_rows.js';
import type { Checked } from './checked.js';
import { type Finding, moneyTexts, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** Reversals without an amount, with all that they return; and those of 0, which return nothing. */
export async function reversalAmountFindings(checked: Checked): Promise<Finding[]> {
  const { engine, config } = checked;
  if (config.inputs.reversals === undefined) return [];
  const counts = await readRow(
    engine,
    { reversals: 'number', empty: 'number', zero: 'number' },
    `SELECT count(*) AS reversals, count(*) - count(value_minor) AS empty, count(CASE WHEN value_minor = 0 THEN 1 END) AS zero
    FROM reversal_versions`,
  );
  return [...(await wholeFindings(checked, counts)), ...zeroFindings(counts)];
}

async function wholeFindings(
  { engine, config }: Checked,
  { reversals, empty }: { readonly reversals: number; readonly empty: number },
): Promise<Finding[]> {
  if (empty === 0) return [];
  const rows = await readRows(
    engine,
    { currency: 'text?', conversions: 'number', minor: 'whole?' },
    `SELECT c.currency, count(*) AS conversions, CAST(sum(c.value_minor) AS BIGINT) AS minor FROM conversion_rows c
    SEMI JOIN (SELECT conversion_id AS named FROM reversal_rows WHERE value_minor IS NULL) r ON r.named = c.conversion_id
    WHERE c.goal_mask <> 0 GROUP BY c.currency ORDER BY c.currency`,
  );
  const money = moneyTexts(rows, 'minor', config);
  const conversions = totalOf(rows, 'conversions').toLocaleString('en-US');
  return [
    {
      level: 'note',
      text: `inputs.reversals: ${shareText(empty, reversals, 'reversals')} have no amount and return all of their conversions (${conversions}${money === '' ? '' : `, worth ${money}`}).`,
    },
  ];
}

function zeroFindings({ reversals, zero }: { readonly reversals: number; readonly zero: number }): Finding[] {
  if (zero === 0) return [];
  return [
    {
      level: 'note',
      text: `inputs.reversals: ${shareText(zero, reversals, 'reversals')} have an amount of 0 and return nothing.`,
      hint: 'Leave the amount empty where something without a price was returned.',
    },
  ];
}
