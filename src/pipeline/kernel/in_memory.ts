import type { Arrays } from '../../engines/arrays.js';
import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import type { KernelRequest } from '../settings.js';

/** The share of the memory that the arrays of one stage may take. */
const shareOfMemory = 0.5;

/** A stage in arrays: how many rows it reads, and how many bytes each of them takes. */
export interface InMemory {
  readonly rows: `SELECT count(*) AS rows FROM ${string}`;
  readonly bytes_per_row: number;
}

/** Does the work in arrays if the engine has them and the rows fit, otherwise by SQL. */
export async function inMemory<T>(
  engine: Engine,
  kernel: KernelRequest,
  { rows: count, bytes_per_row }: InMemory,
  work: (arrays: Arrays, rows: number) => Promise<T>,
  bySql: () => Promise<T>,
): Promise<T> {
  const { arrays } = engine;
  if (kernel.by === 'sql' || arrays === undefined) return bySql();
  const { rows } = await readRow(engine, { rows: 'number' }, count);
  const most = kernel.memory_bytes * shareOfMemory;
  if (rows * bytes_per_row > most) return bySql();
  const giveBack = await arrays.leave(kernel.memory_bytes - most);
  try {
    return await work(arrays, rows);
  } finally {
    await giveBack();
  }
}
