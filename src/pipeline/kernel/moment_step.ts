import type { Arrays } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import type { KernelRequest } from '../settings.js';
import { readBy, type Step, stageSql, step } from '../steps.js';
import { bytesPerMoment } from './first_moments.js';
import { inMemory } from './in_memory.js';

/** A step that sorts moments of activities: in arrays if they fit, otherwise by its stage file. `put` is told how many activities there are. */
export function momentStep(
  file: string,
  kernel: KernelRequest,
  put: (engine: Engine, arrays: Arrays, activities: number) => Promise<number>,
  table: string = file,
): Step {
  const activities = {
    rows: 'SELECT count(*) AS rows FROM activities',
    bytes_per_row: bytesPerMoment,
  } as const;
  const make = (engine: Engine) =>
    inMemory(
      engine,
      kernel,
      activities,
      (arrays, rows) => put(engine, arrays, rows),
      () => engine.make(table, stageSql(file)),
    );
  return step(file, readBy(file), make, table);
}
