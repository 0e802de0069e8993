import type { Engine } from '../engine.js';
import { literal } from './text.js';

/** How far the clocks of a zone are ahead of UTC from a moment on. */
interface ZoneStep {
  readonly from_us: number;
  readonly offset_us: number;
}

const [minuteUs, dayUs] = [60_000_000, 86_400_000_000];

/** At most this many clock changes are compared with, the last ones: days before them are looked up in the calendar. */
const mostSteps = 12;

/**
 * The macro `local_day` with the clock changes of one zone between two moments written into it, because asking the calendar for every row costs
 * ten times as much as adding a number. Times outside, and other zones, are looked up in the calendar as before. `prelude` holds the macro.
 * The changes come from DuckDB's own calendar, so both ways agree.
 */
export async function localDayMacro(
  prelude: string,
  zone: string,
  from_us: number,
  to_us: number,
  rows: Engine['rows'],
): Promise<string> {
  const first = Math.max(1, Math.floor(from_us / dayUs)) * dayUs;
  const last = (Math.floor(to_us / dayUs) + 1) * dayUs;
  const steps = (await zoneSteps(zone, first, last, rows)).slice(-mostSteps);
  const [begin] = steps;
  const [head, calendar] = splitMacro(prelude);
  if (begin === undefined) return `${head} ${calendar}`;
  const offsets = steps
    .slice(0, -1)
    .map((step, place) => `WHEN us < ${steps[place + 1]?.from_us} THEN ${step.offset_us}`);
  const ahead =
    offsets.length === 0 ? begin.offset_us : `CASE ${offsets.join(' ')} ELSE ${steps.at(-1)?.offset_us} END`;
  const isKnown = `zone = ${literal(zone)} AND us >= ${begin.from_us} AND us < ${last}`;
  return `${head} CASE WHEN ${isKnown} THEN (us + ${ahead}) // ${dayUs} ELSE ${calendar} END`;
}

/** The macro of a prelude up to its body, and the body. */
function splitMacro(prelude: string): [string, string] {
  const found = /(CREATE OR REPLACE TEMP MACRO local_day\(us, zone\) AS)\s+([^;]+);/.exec(prelude);
  if (found === null) throw new Error('the prelude has no macro local_day');
  return [found[1] ?? '', found[2] ?? ''];
}

/** The offset of a zone at the first of two moments, and every change of it before the second, to the minute. */
async function zoneSteps(
  zone: string,
  from_us: number,
  to_us: number,
  rows: Engine['rows'],
): Promise<ZoneStep[]> {
  const daily = await changes(zone, from_us, to_us, dayUs, rows);
  const steps: ZoneStep[] = [];
  for (const [place, step] of daily.entries()) {
    if (place === 0) steps.push(step);
    else steps.push(...(await changes(zone, step.from_us - dayUs, step.from_us, minuteUs, rows)).slice(1));
  }
  return steps;
}

/** The first moment of a grid from one moment to another (inclusive), and those at which the offset differs from the previous one. */
async function changes(
  zone: string,
  from_us: number,
  to_us: number,
  step_us: number,
  rows: Engine['rows'],
): Promise<ZoneStep[]> {
  const found = await rows(`SELECT us, ahead FROM (
    SELECT us, ahead, lag(ahead) OVER (ORDER BY us) AS before
    FROM (SELECT us, epoch_us(timezone(${literal(zone)}, make_timestamptz(us))) - us AS ahead FROM range(${from_us}, ${to_us + 1}, ${step_us}) grid(us))
  ) WHERE before IS NULL OR before <> ahead ORDER BY us`);
  return found.map((row) => ({ from_us: Number(row.us), offset_us: Number(row.ahead) }));
}
