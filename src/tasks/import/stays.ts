/** A person who joined a chat, according to an event or a member list. */
export interface Join {
  readonly chat: string;
  readonly member: string;
  readonly at_us: number;
  /** joins and leaves are numbered in file order: if times only have minutes, several can share one */
  readonly place: number;
  readonly method: string | null;
  readonly inviter: string | null;
  readonly code: string | null;
  readonly from: 'event' | 'snapshot';
  /** whether the source would have said that the person left */
  readonly tells_leaves: boolean;
}

export interface Leave {
  readonly chat: string;
  readonly member: string;
  readonly at_us: number;
  readonly place: number;
}

export interface Stay {
  readonly join: Join;
  readonly left_us: number | null;
  /** whether a missing end means that the person is still there */
  readonly left_known: boolean;
}

/** Two sources may report the same entry this far apart. */
const sameEntry_us = 5 * 60 * 1_000_000;

/** One row per join: a second join without a leave is a second row, a leave without a join closes nothing. */
export function* staysOf(
  joins: readonly Join[],
  leaves: readonly Leave[],
  closed: ReadonlyMap<string, number>,
): Generator<Stay> {
  const left = byStay(leaves);
  for (const [key, entries] of byStay(joins))
    yield* staysOfOne(entries, ordered(left.get(key) ?? []), closed);
}

interface Moment {
  readonly at_us: number;
  readonly place: number;
}

function inOrder(a: Moment, b: Moment): number {
  return a.at_us - b.at_us || a.place - b.place;
}

/** Sorts the events, unless they already are in order, as in most exports. */
function ordered<T extends Moment>(moments: readonly T[]): readonly T[] {
  const isOrdered = moments.every((one, place) => place === 0 || inOrder(moments[place - 1]!, one) <= 0);
  return isOrdered ? moments : moments.toSorted(inOrder);
}

function byStay<T extends Leave>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.chat.length} ${row.chat}${row.member}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [row]);
    else known.push(row);
  }
  return found;
}

function staysOfOne(
  entries: readonly Join[],
  ends: readonly Moment[],
  closed: ReadonlyMap<string, number>,
): Stay[] {
  const joins = merged(ordered(entries));
  let passed = 0;
  return joins.map((join, place) => {
    const next = joins[place + 1];
    while (passed < ends.length && inOrder(ends[passed]!, join) <= 0) passed += 1;
    const end = ends[passed];
    const close = closed.get(join.chat);
    if (end !== undefined && (next === undefined || inOrder(end, next) < 0))
      return { join, left_us: end.at_us, left_known: true };
    if (next !== undefined) return { join, left_us: null, left_known: false };
    if (close !== undefined && close >= join.at_us) return { join, left_us: close, left_known: true };
    return { join, left_us: null, left_known: join.tells_leaves };
  });
}

/** A member list and an event that report the same entry become one: time and code from the list, method from the event. */
function merged(joins: readonly Join[]): Join[] {
  const kept: Join[] = [];
  for (const join of joins) {
    const last = kept.at(-1);
    if (last === undefined || last.from === join.from || join.at_us - last.at_us > sameEntry_us) {
      kept.push(join);
      continue;
    }
    const [event, list] = join.from === 'event' ? [join, last] : [last, join];
    kept[kept.length - 1] = {
      ...event,
      from: 'snapshot',
      at_us: list.at_us,
      method: event.method ?? list.method,
      inviter: event.inviter ?? list.inviter,
      code: list.code ?? event.code,
    };
  }
  return kept;
}
