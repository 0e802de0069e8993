import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import { parseAsOf } from '../period.js';
import type { Source } from '../sources/load.js';

/** The moment (microseconds, UTC) up to which data is read: as asked for, as configured, or the latest time among conversions and activities. */
export async function asOfMoment(
  engine: Engine,
  sources: readonly Source[],
  config: Config,
  option: string | undefined,
): Promise<number> {
  const text = option ?? config.as_of;
  if (text !== null && text !== undefined) return parseAsOf(text, config.timezone);
  const [row] = await engine.rows(`SELECT max(last_us) AS last_us FROM (
    SELECT max(greatest(ts_us, coalesce(ingested_at_us, ts_us))) AS last_us FROM in_conversions WHERE problem IS NULL
    UNION ALL SELECT max(greatest(ts_us, coalesce(ingested_at_us, ts_us))) AS last_us FROM in_activities WHERE problem IS NULL)`);
  return Number(row?.last_us ?? Math.max(0, ...sources.map((source) => source.last_ts_us ?? 0)));
}
