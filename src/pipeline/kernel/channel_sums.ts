/** Sums of credit and value by channel and person bucket: the stage `channel_sums` in arrays. */
import type { Arrays } from '../../engines/arrays.js';
import { buckets } from '../credit_sums.js';
import { startsOf } from './starts.js';
import { type Credited, numbers, small } from './tables.js';

/** Sums beyond this are not exact in a double. */
const exact = 2 ** 53;

/** At most this many sums are held. */
const mostSums = 2e7;

/** For every model: credit, net credit, value, net value. */
const sumsOfModel = 4;

interface Sums {
  /** the cells that hold a touch: (goal * buckets + bucket) * rollups + rollup */
  readonly cells: Int32Array;
  readonly rollups: Rollups;
  /** by cell, model and kind of sum */
  readonly sums: Float64Array;
  /** whether any conversion of the cell has a value */
  readonly valued: Uint8Array;
}

/** Combinations of group, tactic and KOL, whatever the kind. */
interface Rollups {
  readonly count: number;
  /** channel -> rollup */
  readonly of: Int32Array;
  /** rollup -> one of its channels */
  readonly channel: Int32Array;
}

/** Creates the table `channel_sums`, or returns null if the sums are too many or too large for arrays. */
export async function giveChannelSums(
  arrays: Arrays,
  credited: Credited,
  goals: number,
): Promise<number | null> {
  const found = sumChannels(credited, goals);
  if (found === null) return null;
  const { cells, rollups, sums, valued } = found;
  const { channels, credits } = credited;
  const width = sumsOfModel * credits.length;
  await arrays.give(
    'channel_sums',
    small(cells.length, (place) => {
      const channel = (row: number) => rollups.channel[cells[place(row)]! % rollups.count]!;
      return [
        numbers('goal', (row) => Math.floor(cells[place(row)]! / (buckets * rollups.count))),
        numbers('group_of', (row) => channels.group_no[channel(row)]!),
        numbers('tactic_of', (row) => channels.tactic_no[channel(row)]!),
        numbers('kol_of', (row) => channels.kol_no[channel(row)]!),
        numbers('bucket_of', (row) => Math.floor(cells[place(row)]! / rollups.count) % buckets),
        numbers('has_value', (row) => valued[cells[place(row)]!]!),
        ...Array.from({ length: width }, (_, at) =>
          numbers(`sum_${at}`, (row) => sums[cells[place(row)]! * width + at]!, 'DOUBLE'),
        ),
      ];
    }),
    `SELECT CAST(goal AS BIGINT) AS goal_no, nullif(group_of, 0) AS group_no, nullif(tactic_of, 0) AS tactic_no,
  nullif(kol_of, 0) AS kol_no, CAST(bucket_of AS BIGINT) AS bucket, ${credits.map(({ model }, at) => modelSql(model, sumsOfModel * at)).join(', ')} FROM rows`,
  );
  return cells.length;
}

function modelSql(model: string, at: number): string {
  const value = (place: number) =>
    `CASE WHEN has_value = 1 THEN CAST(CAST(sum_${place} AS BIGINT) AS DECIMAL(38, 0)) END`;
  return `CAST(sum_${at} AS BIGINT) AS credit_${model}, CAST(sum_${at + 1} AS BIGINT) AS net_${model},
  ${value(at + 2)} AS value_${model}, ${value(at + 3)} AS netvalue_${model}`;
}

function sumChannels(credited: Credited, goals: number): Sums | null {
  const { landed, worths, paths, touches, credits } = credited;
  const rollups = rollupsOf(credited);
  const width = sumsOfModel * credits.length;
  const size = (goals + 1) * rollups.count * buckets;
  if (size * width > mostSums || worths.worth.some((worth) => worth < 0)) return null;
  const sums = new Float64Array(size * width);
  const [touched, valued] = [new Uint8Array(size), new Uint8Array(size)];
  for (const place of byBucket(worths)) {
    const ofBucket = (landed.goal_no[place]! * buckets + worths.bucket[place]!) * rollups.count;
    const [worth, net] = [worths.worth[place]!, worths.net[place]!];
    const stands = 1 - worths.is_reversed[place]!;
    for (let at = paths.starts[place]!; at < paths.starts[place + 1]!; at++) {
      const cell = ofBucket + rollups.of[touches.channels[paths.touches[at]!]!]!;
      touched[cell] = 1;
      valued[cell]! |= worths.has_value[place]!;
      for (let model = 0; model < credits.length; model++) {
        const micro = credits[model]!.micro[at]!;
        const sum = cell * width + sumsOfModel * model;
        sums[sum]! += micro;
        sums[sum + 1]! += micro * stands;
        sums[sum + 2]! += micro * worth;
        sums[sum + 3]! += micro * net;
      }
    }
  }
  if (sums.some((sum) => sum >= exact)) return null;
  const cells = new Int32Array(touched.reduce((count, isTouched) => count + isTouched, 0));
  for (let cell = 0, next = 0; cell < size; cell++) if (touched[cell] === 1) cells[next++] = cell;
  return { cells, rollups, sums, valued };
}

/** The positions of the conversions, one bucket after another, so that the sums of one bucket stay in the cache. */
function byBucket({ bucket }: Credited['worths']): Int32Array {
  const next = startsOf(buckets, bucket, 0);
  const places = new Int32Array(bucket.length);
  for (let place = 0; place < bucket.length; place++) places[next[bucket[place]!]!++] = place;
  return places;
}

function rollupsOf({ channels }: Credited): Rollups {
  const known = new Map<string, number>();
  const first: number[] = [];
  const of = channels.group_no.map((group_no, channel) => {
    const key = `${group_no} ${channels.tactic_no[channel]} ${channels.kol_no[channel]}`;
    const found = known.get(key) ?? first.push(channel) - 1;
    known.set(key, found);
    return found;
  });
  return { count: first.length, of, channel: Int32Array.from(first) };
}
