import { type RowIn, readRows, type Shape } from '../engines/typed_rows.js';
import type { RunMade } from './table.js';

/** The rows of a SELECT over what the Markov model made; none where it was not asked for. */
export async function learned<const S extends Shape>(
  { engine, models }: RunMade,
  shape: S,
  select: string,
): Promise<RowIn<S>[]> {
  return models.includes('markov') ? readRows(engine, shape, select) : [];
}
