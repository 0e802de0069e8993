import type { Engine } from '../../engines/engine.js';

/** Repeats the step that takes people along to the groups that theirs were split or merged into, until nobody moves. */
export async function followHomes(engine: Engine, step: string): Promise<void> {
  const [edges] = await engine.rows('SELECT count(*) AS edges FROM lineage_edges');
  let moved = Number(edges?.edges ?? 0);
  while (moved > 0) {
    await engine.make('home_moves', step);
    const [row] = await engine.rows('SELECT count(*) AS moved FROM home_moves WHERE moved');
    moved = Number(row?.moved ?? 0);
  }
}
