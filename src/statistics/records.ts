import { chanceOfRecord, type RecordWeeks } from './record_chance.js';

/** One series: what it landed, and what its weeks are drawn from. */
export interface RecordSeries extends RecordWeeks {
  readonly landed: readonly number[];
}

/** For how many series the chance is computed; with more, each of these stands for its neighbours in size. */
const most = 60;

/** How many series have their best week last, and how many would if every week were drawn around its usual share: ties are not records. */
export function countRecords(series: readonly RecordSeries[]): { seen: number; expected: number } {
  const seen = series.filter(({ landed }) => isRecord(landed)).length;
  const bySize = series.toSorted((a, b) => (a.mean.at(-1) ?? 0) - (b.mean.at(-1) ?? 0));
  const blocks = Math.min(most, bySize.length);
  const edge = (block: number) => Math.round((block * bySize.length) / blocks);
  const expected = Array.from({ length: blocks }, (_, block) => {
    const [from, to] = [edge(block), edge(block + 1)];
    const middle = bySize[Math.floor((from + to - 1) / 2)];
    return middle === undefined ? 0 : (to - from) * chanceOfRecord(middle);
  });
  return { seen, expected: expected.reduce((sum, chance) => sum + chance, 0) };
}

function isRecord(landed: readonly number[]): boolean {
  const last = landed.at(-1) ?? 0;
  return landed.length > 1 && landed.every((y, at) => at === landed.length - 1 || y < last);
}
