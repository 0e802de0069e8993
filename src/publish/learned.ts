import type { RunMade } from './table.js';

/** The rows of a SELECT over what the Markov model made; none where it was not asked for. */
export async function learned({ engine, models }: RunMade, select: string) {
  return models.includes('markov') ? engine.rows(select) : [];
}
