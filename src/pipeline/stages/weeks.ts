import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';

/** Every week from the first to the last that contain anything. */
export async function putWeeks(engine: Engine): Promise<void> {
  const { first_day, last_day } = await readRow(
    engine,
    { first_day: 'number?', last_day: 'number?' },
    'SELECT min(week_day) AS first_day, max(week_day) AS last_day FROM (SELECT week_day FROM group_chat UNION ALL SELECT week_day FROM group_landed)',
  );
  const first = first_day ?? 0;
  const count = first_day === null || last_day === null ? 0 : (last_day - first_day) / 7 + 1;
  await engine.put(
    'weeks',
    { week_day: 'BIGINT' },
    Array.from({ length: count }, (_, index) => ({ week_day: first + 7 * index })),
  );
}
