/** The steps that count presences: in arrays if they fit, otherwise by their stage files. */
import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import type { KernelRequest } from '../settings.js';
import { readBy, type Step, stageSql, step } from '../steps.js';
import { putOverlaps } from './group_overlaps.js';
import { putJoins } from './membership_joins.js';
import { putSums } from './membership_sums.js';
import { bytesPerPresence, type Presences, readPresences } from './presences.js';
import { putReasons } from './reasons_to_stay.js';

/** Every table and what makes it from presences. */
const counts = [
  ['membership_joins', putJoins],
  ['membership_sums', putSums],
  ['reasons_to_stay', putReasons],
  ['group_overlaps', putOverlaps],
] as const;

/** One step per table. The presences are read by the first one that is taken, and released by the last. */
export function presenceSteps(kernel: KernelRequest): Step[] {
  let held: Promise<Presences | null> | null = null;
  return counts.map(([table, put], place) =>
    step(table, readBy(table), async (engine) => {
      held ??= presencesOf(engine, kernel);
      const presences = await held;
      if (place === counts.length - 1) held = null;
      return presences === null ? engine.make(table, stageSql(table)) : put(engine, presences);
    }),
  );
}

/** The share of the memory that the arrays may take. */
const shareOfMemory = 0.5;

/** The presences, if the engine has arrays and they fit; null: count them by SQL. */
async function presencesOf(engine: Engine, kernel: KernelRequest): Promise<Presences | null> {
  const { arrays } = engine;
  if (kernel.by === 'sql' || arrays === undefined) return null;
  const { rows } = await readRow(engine, { rows: 'number' }, 'SELECT count(*) AS rows FROM presences');
  const most = kernel.memory_bytes * shareOfMemory;
  if (rows * bytesPerPresence > most) return null;
  const giveBack = await arrays.leave(kernel.memory_bytes - most);
  try {
    return await readPresences(arrays, rows);
  } finally {
    await giveBack();
  }
}
