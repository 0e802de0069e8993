import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { readRow } from '../engines/typed_rows.js';
import type { Source } from '../loading/load.js';
import { parseAsOf } from './period.js';

/** The moment (microseconds, UTC) up to which data is read: as requested, as configured, or the latest time among conversions and activities. */
export async function asOfMoment(
  engine: Engine,
  sources: readonly Source[],
  config: Config,
  option: string | undefined,
): Promise<number> {
  const text = option ?? config.as_of;
  if (text !== null && text !== undefined) return parseAsOf(text, config.timezone);
  const lasts = [];
  for (const source of sources)
    if (source.table === 'conversions' || source.table === 'activities')
      lasts.push(await lastSeen(engine, source));
  const known = lasts.filter((last) => last !== null);
  return known.length > 0 ? Math.max(...known) : Math.max(0, ...sources.map((one) => one.last_ts_us ?? 0));
}

/** The latest time in a source: already known from reading it, unless its rows say when they arrived. */
async function lastSeen(engine: Engine, source: Source): Promise<number | null> {
  if (!source.columns.includes('ingested_at')) return source.last_ts_us;
  const { last_us } = await readRow(
    engine,
    { last_us: 'number?' },
    `SELECT max(greatest(ts_us, coalesce(ingested_at_us, ts_us))) AS last_us FROM in_${source.table} WHERE problem IS NULL`,
  );
  return last_us;
}
