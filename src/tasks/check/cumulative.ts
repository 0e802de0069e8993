import type { Engine } from '../../engines/engine.js';

/** A goal whose values look like totals so far: of `users` with 5 conversions or more, the values of `rising` only rise. */
export interface Cumulative {
  readonly goal: string;
  readonly users: number;
  readonly rising: number;
}

/** Chance lets five values rise in 1 of 120 series: nine in ten that do, over eight steps or more, are no chance. */
export async function cumulativeGoals(engine: Engine): Promise<Cumulative[]> {
  const rows = await engine.rows(
    'SELECT goal, users, rising FROM cumulative_series WHERE 10 * rising >= 9 * users AND rising_steps >= 8 ORDER BY goal',
  );
  return rows.map((row) => ({
    goal: String(row.goal),
    users: Number(row.users),
    rising: Number(row.rising),
  }));
}
