import type { Engine } from '../../engines/engine.js';

/** Every week from the first to the last with anything in it. */
export async function putWeeks(engine: Engine): Promise<void> {
  const [range] = await engine.rows(
    'SELECT min(week_day) AS first_day, max(week_day) AS last_day FROM (SELECT week_day FROM group_chat UNION ALL SELECT week_day FROM group_landed)',
  );
  const first = Number(range?.first_day ?? 0);
  const count = range?.first_day == null ? 0 : (Number(range.last_day) - first) / 7 + 1;
  await engine.put(
    'weeks',
    { week_day: 'BIGINT' },
    Array.from({ length: count }, (_, index) => ({ week_day: first + 7 * index })),
  );
}
