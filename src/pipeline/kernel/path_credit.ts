/** Credit along one path of single touches that weigh alike: the arithmetic of attribution.ts, in arrays. */
import type { AttributionConfig } from '../../config/config.js';
import type { ModelName } from '../../models/index.js';
import type { Ends } from '../../models/model.js';
import { type Chosen, choose, microCredits, placeColumns, touchColumns, weightSum } from '../attribution.js';
import { type Expression, readExpression } from './expression.js';

/** One path: `count` touches of `times_us` from `from` on, oldest first. */
export interface Path {
  readonly times_us: Float64Array;
  readonly from: number;
  readonly count: number;
}

/** Writes the micro-credits of a path into `out` from `at` on. */
export type Credit = (path: Path, out: Int32Array, at: number) => void;

const columns = [...Object.keys(touchColumns), 'position'];

/** The credit of a model, or null where only SQL can tell it. */
export function creditOf(name: ModelName, settings: AttributionConfig): Credit | null {
  const chosen = choose(name, settings);
  if (chosen.kind === 'even') return evenCredit;
  if (chosen.kind === 'ends') return (path, out, at) => endsCredit(chosen.ends, path, out, at);
  if (chosen.kind === 'learned') return null;
  return chosen.kind === 'pick' ? pickCredit(chosen) : weighedCredit(chosen);
}

/** What an expression may use of a touch: one object, filled anew for every touch. */
function place(path: Path): Record<string, number> {
  return { touches: 1, path_length: path.count, path_touches: path.count, days_before_last: 0, position: 0 };
}

function step(columns: Record<string, number>, { times_us, from, count }: Path, touch: number): void {
  columns.position = touch + 1;
  columns.days_before_last = (times_us[from + count - 1]! - times_us[from + touch]!) / 86400000000;
}

function pickCredit({ condition }: Extract<Chosen, { kind: 'pick' }>): Credit | null {
  if (Object.keys(placeColumns).some((column) => column !== 'position' && uses(condition, column)))
    return null;
  const picks = readExpression(condition, columns);
  return (
    picks &&
    ((path, out, at) => {
      out.fill(0, at, at + path.count);
      out[at + pickedRow(picks, path)] = microCredits;
    })
  );
}

/** The one row for which the condition holds: mostly one of the ends, so these are tried first. */
function pickedRow(picks: Expression, path: Path): number {
  const touch = place(path);
  const holds = (row: number) => {
    step(touch, path, row);
    return picks(touch) !== 0;
  };
  if (holds(path.count - 1)) return path.count - 1;
  let row = 0;
  while (!holds(row)) row++;
  return row;
}

const uses = (sql: string, column: string) => new RegExp(`\\b${column}\\b`).test(sql);

function weighedCredit({ weight }: Extract<Chosen, { kind: 'weighed' }>): Credit | null {
  const read = readExpression(weight, columns);
  return read && ((path, out, at) => shareByWeight(read, path, out, at));
}

let wholes = new Float64Array(1024);

function shareByWeight(weight: Expression, path: Path, out: Int32Array, at: number): void {
  const { count } = path;
  if (wholes.length < count) wholes = new Float64Array(2 * count);
  const touch = place(path);
  const scale = Number(weightSum) / count;
  let total = 0;
  for (let row = 0; row < count; row++) {
    step(touch, path, row);
    wholes[row] = Math.floor(weight(touch) * scale + 0.5);
    total += wholes[row]!;
  }
  if (total === 0) {
    evenCredit(path, out, at);
    return;
  }
  let [sum, before] = [0, 0];
  for (let row = 0; row < count; row++) {
    sum += wholes[row]!;
    const upTo = creditUpTo(sum, total);
    out[at + row] = upTo - before;
    before = upTo;
  }
}

function evenCredit({ count }: Path, out: Int32Array, at: number): void {
  let before = 0;
  for (let row = 1; row <= count; row++) {
    const upTo = creditUpTo(row, count);
    out[at + row - 1] = upTo - before;
    before = upTo;
  }
}

function endsCredit({ first, last }: Ends, path: Path, out: Int32Array, at: number): void {
  const { count } = path;
  const whole = Number(weightSum);
  const [head, tail] = [Math.floor(first * whole + 0.5), Math.floor(last * whole + 0.5)];
  const scale = (Math.max(0, 1 - first - last) * whole) / (count - 2);
  const middle = (touches: number) => (count === 2 ? 0 : Math.floor(touches * scale + 0.5));
  const total = count === 1 ? 0 : head + middle(count - 2) + tail;
  if (total === 0) {
    evenCredit(path, out, at);
    return;
  }
  let before = 0;
  for (let row = 1; row <= count; row++) {
    const upTo = row === count ? microCredits : creditUpTo(head + middle(row - 1), total);
    out[at + row - 1] = upTo - before;
    before = upTo;
  }
}

/** floor((2e6 sum + total) / (2 total)), exactly, for whole numbers up to 4e12: in doubles where those are sure of it. */
export function creditUpTo(sum: number, total: number): number {
  const share = (microCredits * sum) / total + 0.5;
  const floor = Math.floor(share);
  const rest = share - floor;
  if (rest > 1e-6 && rest < 1 - 1e-6) return floor;
  return Number((BigInt(2 * microCredits) * BigInt(sum) + BigInt(total)) / (2n * BigInt(total)));
}
