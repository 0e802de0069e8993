import type { Engine } from '../../engines/engine.js';
import type { PipelineSettings } from '../settings.js';

/** Tells the engine which days the stages will ask about: those between the first and the last moment of any input, in the report's time zone. */
export async function expectDays(engine: Engine, { config, sources }: PipelineSettings): Promise<void> {
  const moments = sources.flatMap(({ first_ts_us, last_ts_us }) => [first_ts_us, last_ts_us]);
  const known = moments.filter((us) => us !== null);
  if (known.length === 0 || config.timezone === 'UTC') return;
  await engine.expectDays?.(config.timezone, Math.min(...known), Math.max(...known));
}
