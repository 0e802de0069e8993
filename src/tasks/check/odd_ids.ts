import type { Source } from '../../loading/load.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** Ids that were cleaned when they were read, and words that were treated as "no id". */
export function oddIdFindings(
  source: Pick<Source, 'table' | 'rows' | 'rejected' | 'cleaned_ids' | 'no_ids'>,
): Finding[] {
  const rows = source.rows - source.rejected;
  const cleaned = Object.entries(source.cleaned_ids).map(
    ([column, count]): Finding => ({
      level: 'warning',
      text: `inputs.${source.table}: ${shareText(count, rows, `values of ${column}`)} had blanks or marks around them (such as a tab, '1 or ="1") or were in full width; they were read without these.`,
    }),
  );
  return [...cleaned, ...noIdFindings(source, rows)];
}

function noIdFindings({ table, no_ids }: Pick<Source, 'table' | 'no_ids'>, rows: number): Finding[] {
  const columns = [...new Set(no_ids.map(({ column }) => column))];
  return columns.map((column) => {
    const words = no_ids.filter((one) => one.column === column).sort((a, b) => b.rows - a.rows);
    const count = words.reduce((sum, one) => sum + one.rows, 0);
    const list = firstFew(words.map((one) => `"${one.word}" (${one.rows.toLocaleString('en-US')})`));
    return {
      level: 'warning',
      text: `inputs.${table}: ${shareText(count, rows, `values of ${column}`)} are words that mean "nobody" and were treated as no id: ${list}.`,
      hint: 'If they are real ids, list only the words that are not under identity.placeholders; [] takes every id as written.',
    };
  });
}
