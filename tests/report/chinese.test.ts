/** No English word in the Chinese vocabulary but names, and nothing unsaid in it. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/report/language.js';
import { noteInChinese, noteInEnglish, type SaidNote } from '../../src/tasks/run/note.js';
import { englishWords } from './english_words.js';

/** Every text that a vocabulary can give: functions are called with numbers, texts and lists until one of them fits. */
function textsOf(words: unknown, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (Array.isArray(words)) return words.flatMap((one, at) => textsOf(one, `${path}.${at}`));
  if (isMaker(words)) return called(words, path);
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, one]) => textsOf(one, path === '' ? key : `${path}.${key}`));
}

type Maker = (...args: unknown[]) => unknown;

function isMaker(words: unknown): words is Maker {
  return typeof words === 'function';
}

const step = { groups: '1', people: '1', results: '1', length: '1', effect: '1', from: '1' };
const kinds: readonly unknown[] = [
  '1',
  1,
  0,
  2,
  true,
  false,
  null,
  ['1'],
  ['1', '1', '1'],
  'week',
  'day',
  'above',
  'high',
  step,
];

function called(make: Maker, path: string): [string, string][] {
  const found = kinds.flatMap((one) => {
    const args = Array.from({ length: make.length }, () => one);
    try {
      const said = make(...args);
      return textsOf(said, path);
    } catch {
      return [];
    }
  });
  const mixed = [['1'], 1, '1', 'high'].flatMap((first) => {
    try {
      return textsOf(make(first, 2, ['1'], '1', true, 'week', 1), path);
    } catch {
      return [];
    }
  });
  return [...found, ...mixed];
}

/** What was given to a function that wants something else. */
const given = /\[object Object\]|NaN|week|day|above|high|undefined|null|true|false/g;

/** What several parts say, and what every file of the insights says alone. */
const said = [languages, ...(await ownWords())];
const vocabulary = said.flatMap(({ zh }) => textsOf(zh, '')).filter(([path]) => path !== 'language');

async function ownWords(): Promise<{ readonly en: unknown; readonly zh: unknown }[]> {
  const files = readdirSync('src/insights', { recursive: true, encoding: 'utf8' });
  const modules: object[] = await Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => import(resolve('src/insights', file))),
  );
  return modules.flatMap((exports) =>
    Object.values(exports).filter(
      (one): one is { en: unknown; zh: unknown } =>
        typeof one === 'object' && one !== null && 'en' in one && 'zh' in one,
    ),
  );
}

describe('the Chinese vocabulary', () => {
  it('includes the words that parts say alone', () => {
    expect(said.length).toBeGreaterThan(10);
  });

  it('is all said, and holds no English word', () => {
    const unsaid = said.flatMap(({ en, zh }) => {
      const paths = new Set(textsOf(zh, '').map(([path]) => path));
      return textsOf(en, '').filter(([path]) => !paths.has(path));
    });
    expect(unsaid).toEqual([]);
    const wrong = vocabulary.flatMap(([path, text]) =>
      englishWords(text.replace(given, ''))
        .filter((word) => word.length > 1)
        .map((word) => `${path}: ${word}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('puts Chinese into brackets of its own width', () => {
    const wrong = vocabulary.filter(([, text]) =>
      /[\u4e00-\u9fff]\([^)]*\)|\([^)]*[\u4e00-\u9fff]/.test(text),
    );
    expect(wrong.map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});

const one = { count: 12_345, file: '1', table: 'conversions' };
const notes: { readonly [Kind in SaidNote['kind']]: Extract<SaidNote, { kind: Kind }> | SaidNote } = {
  no_memberships: { kind: 'no_memberships' },
  listless_groups: { kind: 'listless_groups', count: 12_345 },
  no_touch_kinds: { kind: 'no_touch_kinds' },
  repeated_file: { kind: 'repeated_file', file: '1', table: 'conversions' },
  encoding: { kind: 'encoding', ...one, encoding: '1', encoding_by: 'found' },
  skipped_rows: { kind: 'skipped_rows', rule: 'repeated header', count: 12_345, file: '1', line: 1 },
  rows_inside: { kind: 'rows_inside', count: 12_345, file: '1', first_line: 1, last_line: 2 },
  ambiguous_times: { kind: 'ambiguous_times', ...one },
  other_states: { kind: 'other_states', count: 12_345, states: '1' },
  near_words: { kind: 'near_words', what: '1', count: 12_345, words: '1' },
  conflicts: { kind: 'conflicts', count: 12_345, rule: 'newest' },
  unknown_codes: { kind: 'unknown_codes', count: 12_345 },
  quarantine: { kind: 'quarantine', count: 12_345 },
  excess_reversals: { kind: 'excess_reversals', count: 12_345 },
  lost_reversals: { kind: 'lost_reversals', count: 12_345 },
  idle_reversals: { kind: 'idle_reversals', count: 12_345 },
  promo_suspects: { kind: 'promo_suspects', count: 12_345 },
  without_value: { kind: 'without_value', count: 12_345 },
  idle_exclusions: { kind: 'idle_exclusions', id_type: '1', count: 12_345 },
  cumulative: { kind: 'cumulative', goal: '1', rising: 12_345, users: 12_345 },
};

describe.each(Object.entries(notes))('the note %s', (_, note) => {
  it('has no English word, and thousands are divided', () => {
    expect(englishWords(noteInChinese(note))).toEqual([]);
    for (const text of [noteInChinese(note), noteInEnglish(note)]) {
      expect(text).not.toMatch(/12345/);
      if ('count' in note || 'rising' in note) expect(text).toContain('12,345');
    }
    expect(noteInChinese(note)).not.toMatch(/[\u4e00-\u9fff] ?\(|\([^)]*[\u4e00-\u9fff]/);
  });
});
