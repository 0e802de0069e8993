import type { Engine } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';

/** A goal whose values look like totals so far: of `users` with 5 conversions or more, the values of `rising` only rise. */
export interface Cumulative {
  readonly goal: string;
  readonly users: number;
  readonly rising: number;
}

/** Chance lets five values rise in 1 of 120 series: nine in ten that do, over eight steps or more, are no chance. */
export async function cumulativeGoals(engine: Engine): Promise<Cumulative[]> {
  return readTable(
    engine,
    'cumulative_series',
    { goal: 'text', users: 'number', rising: 'number' },
    'WHERE 10 * rising >= 9 * users AND rising_steps >= 8 ORDER BY goal',
  );
}
