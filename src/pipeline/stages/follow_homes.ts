import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';

/** Repeats the step that moves people along to the groups that theirs were split or merged into, until nobody moves. */
export async function followHomes(engine: Engine, step: string): Promise<void> {
  const { edges } = await readRow(engine, { edges: 'number' }, 'SELECT count(*) AS edges FROM lineage_edges');
  let moved = edges;
  while (moved > 0) {
    await engine.make('home_moves', step);
    const row = await readRow(
      engine,
      { moved: 'number' },
      'SELECT count(*) AS moved FROM home_moves WHERE moved',
    );
    moved = row.moved;
  }
}
