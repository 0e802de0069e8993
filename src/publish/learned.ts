import { type RowIn, readRows, type Shape } from '../engines/typed_rows.js';
import type { RunMade } from './table.js';

/** The rows of a SELECT over tables of the Markov model; none if the model was not requested. */
export async function learned<const S extends Shape>(
  { engine, models }: RunMade,
  shape: S,
  select: string,
): Promise<RowIn<S>[]> {
  return models.includes('markov') ? readRows(engine, shape, select) : [];
}
