/** Credit along one path of single touches of equal weight: the arithmetic of attribution.ts, in arrays. */
import type { AttributionConfig } from '../../config/config.js';
import type { ModelName } from '../../models/index.js';
import type { Ends } from '../../models/model.js';
import { type Chosen, choose, microCredits, placeColumns, touchColumns, weightSum } from '../attribution.js';
import { blockRows, type Expression, readExpression } from './expression.js';

/** Single touches in time order, path after path: those of path i are at `starts[i]` to `starts[i + 1]`. */
export interface TimedPaths {
  readonly starts: Int32Array;
  readonly times_us: Float64Array;
}

/** Micro-credits of every touch of every path under one model. */
export type Credit = (paths: TimedPaths) => Int32Array;

const columns = [...Object.keys(touchColumns), 'position'];

/** The credit function of a model, or null if only SQL can compute it. */
export function creditOf(name: ModelName, settings: AttributionConfig): Credit | null {
  const chosen = choose(name, settings);
  if (chosen.kind === 'even') return (paths) => pathByPath(paths, evenCredit);
  if (chosen.kind === 'ends')
    return (paths) => pathByPath(paths, (count, out, at) => endsCredit(chosen.ends, count, out, at));
  if (chosen.kind === 'learned') return null;
  return chosen.kind === 'pick' ? pickCredit(chosen) : weighedCredit(chosen);
}

/** Credit that depends only on the number of touches: the result for one path is reused for the next of the same length. */
function pathByPath(
  { starts, times_us }: TimedPaths,
  credit: (count: number, out: Int32Array, at: number) => void,
): Int32Array {
  const out = new Int32Array(times_us.length);
  const last = new Map<number, number>();
  for (let path = 0; path + 1 < starts.length; path++) {
    const [from, count] = [starts[path]!, starts[path + 1]! - starts[path]!];
    if (count === 0) continue;
    const before = last.get(count);
    if (before === undefined) credit(count, out, from);
    else out.copyWithin(from, before, before + count);
    last.set(count, from);
  }
  return out;
}

/** Evaluates an expression for every touch, one block of touches after another. */
function ask(expression: Expression, { starts, times_us }: TimedPaths): Float64Array {
  const values = new Float64Array(times_us.length);
  const column = () => new Float64Array(blockRows);
  const touch = {
    path_length: column(),
    path_touches: column(),
    days_before_last: column(),
    position: column(),
  };
  const block = { ...touch, touches: column().fill(1) };
  let [path, row] = [0, 0];
  for (let from = 0; from < values.length; from += blockRows) {
    const rows = Math.min(blockRows, values.length - from);
    for (row = 0; row < rows; row++) {
      const at = from + row;
      while (starts[path + 1]! <= at) path++;
      const end = starts[path + 1]!;
      touch.position[row] = at - starts[path]! + 1;
      touch.path_length[row] = end - starts[path]!;
      touch.days_before_last[row] = (times_us[end - 1]! - times_us[at]!) / 86400000000;
    }
    touch.path_touches.set(touch.path_length);
    values.set(expression(block, rows).subarray(0, rows), from);
  }
  return values;
}

function pickCredit({ condition }: Extract<Chosen, { kind: 'pick' }>): Credit | null {
  if (Object.keys(placeColumns).some((column) => column !== 'position' && uses(condition, column)))
    return null;
  const picks = readExpression(condition, columns);
  return (
    picks &&
    ((paths) => {
      const isPicked = ask(picks, paths);
      const out = new Int32Array(isPicked.length);
      for (let row = 0; row < out.length; row++) out[row] = isPicked[row]! * microCredits;
      return out;
    })
  );
}

const uses = (sql: string, column: string) => new RegExp(`\\b${column}\\b`).test(sql);

function weighedCredit({ weight }: Extract<Chosen, { kind: 'weighed' }>): Credit | null {
  const read = readExpression(weight, columns);
  return (
    read &&
    ((paths) => {
      const weights = ask(read, paths);
      const out = new Int32Array(weights.length);
      for (let path = 0; path + 1 < paths.starts.length; path++)
        shareByWeight(weights, paths.starts[path]!, paths.starts[path + 1]!, out);
      return out;
    })
  );
}

/** Credit of the path from `from` to `end` by its weights, which are converted to whole numbers on the way. */
function shareByWeight(weights: Float64Array, from: number, end: number, out: Int32Array): void {
  const scale = Number(weightSum) / (end - from);
  let total = 0;
  for (let row = from; row < end; row++) {
    weights[row] = Math.floor(weights[row]! * scale + 0.5);
    total += weights[row]!;
  }
  if (total === 0) {
    evenCredit(end - from, out, from);
    return;
  }
  let [sum, before] = [0, 0];
  for (let row = from; row < end; row++) {
    sum += weights[row]!;
    const upTo = creditUpTo(sum, total);
    out[row] = upTo - before;
    before = upTo;
  }
}

function evenCredit(count: number, out: Int32Array, at: number): void {
  let before = 0;
  for (let row = 1; row <= count; row++) {
    const upTo = creditUpTo(row, count);
    out[at + row - 1] = upTo - before;
    before = upTo;
  }
}

function endsCredit({ first, last }: Ends, count: number, out: Int32Array, at: number): void {
  const whole = Number(weightSum);
  const [head, tail] = [Math.floor(first * whole + 0.5), Math.floor(last * whole + 0.5)];
  const scale = (Math.max(0, 1 - first - last) * whole) / (count - 2);
  const middle = (touches: number) => (count === 2 ? 0 : Math.floor(touches * scale + 0.5));
  const total = count === 1 ? 0 : head + middle(count - 2) + tail;
  if (total === 0) {
    evenCredit(count, out, at);
    return;
  }
  let before = 0;
  for (let row = 1; row <= count; row++) {
    const upTo = row === count ? microCredits : creditUpTo(head + middle(row - 1), total);
    out[at + row - 1] = upTo - before;
    before = upTo;
  }
}

/** floor((2e6 sum + total) / (2 total)), exactly, for whole numbers up to 4e12: in doubles if those are certain to be exact. */
export function creditUpTo(sum: number, total: number): number {
  const share = (microCredits * sum) / total + 0.5;
  const floor = Math.floor(share);
  const rest = share - floor;
  if (rest > 1e-6 && rest < 1 - 1e-6) return floor;
  return Number((BigInt(2 * microCredits) * BigInt(sum) + BigInt(total)) / (2n * BigInt(total)));
}
