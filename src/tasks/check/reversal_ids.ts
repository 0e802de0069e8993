import { readRow, readRows } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';

/** Ids of reversals with several rows of which nothing says which one holds; and reversals without ids that two files seem to tell differently. */
export async function reversalIdFindings(checked: Checked): Promise<Finding[]> {
  if (checked.config.inputs.reversals === undefined) return [];
  return [...(await unclearIds(checked)), ...(await toldDifferently(checked))];
}

async function unclearIds({ engine, config }: Checked): Promise<Finding[]> {
  const ids = await readRows(
    engine,
    { reversal_id: 'text', rows: 'number' },
    `SELECT reversal_id, count(*) AS rows FROM reversal_versions WHERE is_unclear = 1
    GROUP BY conversion_id, reversal_id ORDER BY reversal_id, rows`,
  );
  if (ids.length === 0) return [];
  const column = visible(config.inputs.reversals?.columns.reversal_id ?? 'reversal_id');
  const examples = firstFew(ids.map(({ reversal_id, rows }) => `${reversal_id} (${rows} rows)`));
  const count = ids.length === 1 ? '1 id' : `${ids.length.toLocaleString('en-US')} ids`;
  return [
    {
      level: 'error',
      text: `inputs.reversals: ${count} of the column "${column}" ${ids.length === 1 ? 'has' : 'have'} several rows, and nothing says which of them holds: ${examples}.`,
      hint: 'If they are versions, map ingested_at, and the newest counts. If they are parts of one refund, every row counts with reversal_id: { value: "" } under inputs.reversals.columns.',
    },
  ];
}

async function toldDifferently({ engine, config }: Checked): Promise<Finding[]> {
  if (config.inputs.reversals?.parts) return [];
  const { reversals } = await readRow(
    engine,
    { reversals: 'number' },
    `SELECT count(*) AS reversals FROM (
      SELECT conversion_id FROM in_reversals WHERE problem IS NULL AND reversal_id IS NULL
      GROUP BY conversion_id, ts_us, value_minor
      HAVING count(DISTINCT file_no) > 1 AND count(DISTINCT coalesce(reason, '')) > 1)`,
  );
  if (reversals === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.reversals: ${reversals === 1 ? '1 reversal is' : `${reversals.toLocaleString('en-US')} reversals are`} in several files with the same conversion, time and value, but another reason, and ${reversals === 1 ? 'counts' : 'count'} once for every reason.`,
      hint: 'If they are the same refunds, exported twice, map the id of the refund as reversal_id.',
    },
  ];
}
