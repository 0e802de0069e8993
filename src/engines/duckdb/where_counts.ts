import type { LoadPlan } from '../../sources/plan.js';
import { type HeldWord, type WhereWords, whereWords } from '../../sources/where_words.js';
import type { Engine } from '../engine.js';
import { whereWordsSelect } from './load.js';

/** What every condition of `where` keeps and leaves out, over all files of a source; of `filled` nothing. */
export async function whereCounts(plan: LoadPlan, rows: Engine['rows']): Promise<WhereWords[]> {
  const found: WhereWords[] = [];
  for (const condition of plan.where) {
    if (condition.values === null) continue;
    const held: HeldWord[] = [];
    for (const file of plan.files)
      for (const row of await rows(whereWordsSelect(plan, file, condition)))
        held.push({ word: String(row.word), rows: Number(row.row_count) });
    found.push(whereWords(condition.column, condition.values, held));
  }
  return found;
}
