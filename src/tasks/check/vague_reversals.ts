import type { Config } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import { type Finding, firstFew } from './findings.js';
import { totalOf } from './shares.js';

/** Reversals that name only part of a key that several users or goals share: it is unknown whose money was refunded. */
export async function vagueReversalFindings(engine: Engine, config: Config): Promise<Finding[]> {
  const key = partsOf(config.inputs.conversions).find((part) => part.key.length > 1)?.key ?? [];
  if (key.length < 2 || config.inputs.reversals === undefined) return [];
  const rows = await readRows(
    engine,
    { conversion_id: 'text', reversals: 'number' },
    'SELECT conversion_id, count(*) AS reversals FROM reversal_rows WHERE is_vague = 1 GROUP BY conversion_id ORDER BY conversion_id',
  );
  if (rows.length === 0) return [];
  const count = totalOf(rows, 'reversals');
  const named = (config.inputs.reversals.key ?? []).length > 1;
  return [
    {
      level: 'error',
      text: `inputs.reversals: ${count} ${count === 1 ? 'reversal names' : 'reversals name'} an id shared by conversions of several users or goals: ${firstFew(rows.map(({ conversion_id }) => conversion_id))}.`,
      hint: named
        ? `Fill in every column of the key [${key.map(visible).join(', ')}] in these rows.`
        : `Say which one is meant: inputs.reversals.key: [${key.map(visible).join(', ')}], or give the whole id, such as a/1.`,
    },
  ];
}
