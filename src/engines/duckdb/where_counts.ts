import type { LoadPlan } from '../../sources/plan.js';
import { type HeldWord, type WhereWords, whereWords } from '../../sources/where_words.js';
import type { Engine } from '../engine.js';
import { alikeFiles, fileWordsSelect } from './load_again.js';

/** What every condition of `where` keeps and leaves out, over all files of a source; nothing for `filled`. */
export function whereCounts(plan: LoadPlan, rows: Engine['rows']): Promise<WhereWords[]> {
  return countWords(
    plan,
    (condition) => alikeFiles(plan).map((files) => fileWordsSelect(plan, files, condition)),
    rows,
  );
}

/** The same with the SELECTs of an engine: each gives words and how many rows hold them. */
export async function countWords(
  plan: LoadPlan,
  selects: (condition: LoadPlan['where'][number]) => readonly string[],
  rows: Engine['rows'],
): Promise<WhereWords[]> {
  const found: WhereWords[] = [];
  for (const condition of plan.where) {
    if (condition.values === null) continue;
    const held: HeldWord[] = [];
    for (const select of selects(condition))
      for (const row of await rows(select))
        held.push({ word: String(row.word), rows: Number(row.row_count) });
    found.push(whereWords(condition.column, condition.values, held, plan.where.length > 1));
  }
  return found;
}
