/** The steps that count presences: in arrays if they fit, otherwise by their stage files. */
import type { Engine } from '../../engines/engine.js';
import type { KernelRequest } from '../settings.js';
import { readBy, type Step, stageSql, step } from '../steps.js';
import { putOverlaps } from './group_overlaps.js';
import { inMemory } from './in_memory.js';
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

function presencesOf(engine: Engine, kernel: KernelRequest): Promise<Presences | null> {
  const presences = {
    rows: 'SELECT count(*) AS rows FROM presences',
    bytes_per_row: bytesPerPresence,
  } as const;
  return inMemory<Presences | null>(engine, kernel, presences, readPresences, async () => null);
}
