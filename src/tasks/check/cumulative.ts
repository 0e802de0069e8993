import type { Engine } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';

/** A goal whose values look like running totals: of `users` with 5 or more conversions, the values only rise for `rising` of them. */
export interface Cumulative {
  readonly goal: string;
  readonly users: number;
  readonly rising: number;
}

/** By chance, five values rise in 1 of 120 series: nine in ten rising, over eight or more steps, is not chance. */
export async function cumulativeGoals(engine: Engine): Promise<Cumulative[]> {
  return readTable(
    engine,
    'cumulative_series',
    { goal: 'text', users: 'number', rising: 'number' },
    'WHERE 10 * rising >= 9 * users AND rising_steps >= 8 ORDER BY goal',
  );
}
