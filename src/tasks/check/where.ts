import type { Source } from '../../loading/load.js';
import type { HeldWord } from '../../sources/where_words.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** What `where` leaves out: the number of rows, other spellings of a kept word, and kept words that never occur. */
export function whereFindings({ table, rows, left_out, where_words }: Source): Finding[] {
  const key = `inputs.${table}.where`;
  const findings: Finding[] = [];
  if (left_out > 0)
    findings.push({
      level: 'note',
      text: `${key} leaves ${shareText(left_out, rows + left_out, 'rows')} out.`,
    });
  for (const { column, near, absent, is_one_of_several, others } of where_words) {
    if (near.length > 0)
      findings.push({
        level: 'warning',
        text: `${key}: ${counted(near)} left out although ${column} differs from a kept word only in case, width, blanks or decimals: ${listOf(near)}.`,
        hint: `Add them to ${key}.${column} if they should be kept.`,
        note: {
          kind: 'near_words',
          what: `${table}.${column}`,
          count: totalOf(near, 'rows'),
          words: listOf(near),
        },
      });
    const among = is_one_of_several ? ' in the rows that the other conditions keep' : '';
    if (absent.length > 0)
      findings.push({
        level: 'warning',
        text: `${key}.${column}: ${firstFew(absent)} never ${absent.length === 1 ? 'occurs' : 'occur'}${among}${others.length === 0 ? '' : `; the words left out are ${listOf(others)}`}.`,
      });
  }
  return findings;
}

/** `1 row is`, `3 rows are` */
function counted(words: readonly HeldWord[]): string {
  const rows = totalOf(words, 'rows');
  return rows === 1 ? '1 row is' : `${rows.toLocaleString('en-US')} rows are`;
}

function listOf(words: readonly HeldWord[]): string {
  return firstFew(
    words.map(({ word, rows }) => `${JSON.stringify(word)} (${rows})`),
    words.length,
    8,
  );
}
