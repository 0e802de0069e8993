import type { InputConfig } from '../../config/config.js';
import type { Source } from '../../loading/load.js';
import type { HeldWord } from '../../sources/where_words.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { totalOf } from './shares.js';

/** What `where` leaves out: the number of rows, other spellings of a kept word, and kept words that never occur. */
export function whereFindings(
  { table, rows, left_out, where_words }: Pick<Source, 'table' | 'rows' | 'left_out' | 'where_words'>,
  parts: readonly Pick<InputConfig, 'where' | 'filled'>[],
): Finding[] {
  const key = `inputs.${table}.where`;
  const findings: Finding[] = [];
  if (left_out > 0)
    findings.push({
      level: 'note',
      text: `${keepersOf(table, parts)} ${shareText(left_out, rows + left_out, 'rows')} out.`,
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

/** What keeps rows and leaves out the others: `inputs.orders.where leaves`, `inputs.orders.where and filled leave`. */
function keepersOf(table: string, parts: readonly Pick<InputConfig, 'where' | 'filled'>[]): string {
  const isFilled = parts.some(({ filled }) => filled.length > 0);
  const isWhere = !isFilled || parts.some(({ where }) => Object.keys(where).length > 0);
  const keys = [...(isWhere ? ['where'] : []), ...(isFilled ? ['filled'] : [])];
  return `inputs.${table}.${keys.join(' and ')} ${keys.length === 1 ? 'leaves' : 'leave'}`;
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
