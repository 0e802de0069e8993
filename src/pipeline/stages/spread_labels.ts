import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';

/** Repeats the step that propagates the smallest label until none changes: each component then has one label. */
export async function spreadLabels(engine: Engine, step: string): Promise<void> {
  let moved = 1;
  while (moved > 0) {
    await engine.make('identity_labels', step);
    const row = await readRow(
      engine,
      { moved: 'number' },
      'SELECT count(*) AS moved FROM identity_labels WHERE moved',
    );
    moved = row.moved;
  }
}
