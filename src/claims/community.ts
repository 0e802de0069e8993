import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { readRow, readRows } from '../engines/typed_rows.js';
import {
  type CommunityEvent,
  type CommunityReading,
  readCommunity,
} from '../lift/readings/read_community.js';

/** Reads a tactic that everybody had at once, for a goal; null: it is not known when it began, or its weeks are not fully known. */
export type CommunityReader = (tactic_id: string, goal_no: number) => CommunityReading | null;

/** Net results on every day up to as_of, and the events that everybody had at once: those named here, with the day on which the groups got it if that is known. */
export async function communityReader(
  engine: Engine,
  config: Config,
  tactic_ids: ReadonlySet<string>,
  starts: ReadonlyMap<string, number>,
): Promise<CommunityReader> {
  if (tactic_ids.size === 0) return () => null;
  const rows: readonly CommunityEvent[] = await readRows(
    engine,
    { tactic_id: 'text', kind: 'text?', start_day: 'number', end_day: 'number?' },
    `SELECT t.label AS tactic_id, t.kind, local_day(t.starts_at_us, s.zone) AS start_day, local_day(t.ends_at_us, s.zone) AS end_day
    FROM tactic_list t CROSS JOIN settings s
    WHERE t.starts_at_us IS NOT NULL AND t.starts_at_us <= s.as_of_us ORDER BY t.tactic_no`,
  );
  const events = rows
    .filter(({ tactic_id }) => tactic_ids.has(tactic_id))
    .map((one) => ({ ...one, start_day: starts.get(one.tactic_id) ?? one.start_day }));
  const days = await readRows(
    engine,
    { goal_no: 'number', day_no: 'number', landed: 'number' },
    'SELECT c.goal_no, local_day(c.ts_us, s.zone) AS day_no, CAST(sum(1 - c.is_reversed) AS BIGINT) AS landed FROM conversions c CROSS JOIN settings s GROUP BY c.goal_no, local_day(c.ts_us, s.zone)',
  );
  const range = await readRow(
    engine,
    { first_day: 'number?', end_day: 'number?' },
    'SELECT min(local_day(c.ts_us, s.zone)) AS first_day, min(local_day(s.as_of_us, s.zone)) AS end_day FROM conversion_rows c CROSS JOIN settings s',
  );
  const known = { first: range.first_day ?? 0, end: range.end_day ?? 0 };
  const landed = config.goals.map(
    (_, place) =>
      new Map(
        days
          .filter((row) => row.goal_no === place + 1)
          .map((row): [number, number] => [row.day_no, row.landed]),
      ),
  );
  return (tactic_id, goal_no) => {
    const event = events.find((one) => one.tactic_id === tactic_id);
    const mine = landed[goal_no - 1];
    if (event === undefined || mine === undefined) return null;
    return readCommunity(
      event,
      events.filter((other) => other !== event),
      mine,
      known,
    );
  };
}
