/** Every text that WhatsApp writes, as it stands in the lists of words, is found: what is looked at first must not hide any. */
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/importers/whatsapp/languages.js';
import { isDeletion, noticeOf } from '../../src/importers/whatsapp/notices.js';

const allWords = Object.entries(languages);
const kinds = ['added', 'link', 'community', 'left', 'removed', 'created', 'other', 'encrypted'] as const;

/** All texts that a template stands for: with each of its alternatives, with and without what is optional, with either apostrophe. */
function textsOf(written: string): string[] {
  const group = /\(\?:([^)]*)\)(\?)?/.exec(written);
  if (group !== null) {
    const [whole, inside = '', optional] = group;
    const choices = [...inside.split('|'), ...(optional === undefined ? [] : [''])];
    return choices.flatMap((one) => textsOf(written.replace(whole, () => one)));
  }
  const letter = /([^}])\?/u.exec(written);
  if (letter !== null)
    return [letter[1] ?? '', ''].flatMap((one) => textsOf(written.replace(letter[0], () => one)));
  const filled = written
    .replace(/\{(?:who|by)=you\}/g, '')
    .replace('{who}', 'Zed Q')
    .replace('{by}', 'Mx')
    .replaceAll('{title}', '"T t"')
    .replace('{rest}', ' 7');
  return [filled, filled.replaceAll("'", '’')];
}

describe.each(allWords)('%s', (_, words) => {
  test('notices', () => {
    const all = kinds.flatMap((kind) => words[kind].flatMap(textsOf));
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((text) => noticeOf(text) === null || noticeOf(`${text}.`) === null)).toEqual([]);
  });

  test('each is of its own kind, whatever other languages have', () => {
    const moves = kinds.filter((kind) => kind !== 'other' && kind !== 'encrypted');
    const all = moves.flatMap((kind) => words[kind].flatMap(textsOf).map((text) => [text, kind]));
    expect(all.flatMap(([text = '']) => [[text, noticeOf(text)?.kind]])).toEqual(all);
  });

  test('messages that were deleted', () => {
    const all = words.deleted.flatMap(textsOf);
    expect(all.filter((text) => !isDeletion(text) || !isDeletion(`${text}.`))).toEqual([]);
  });
});

test('what people type is neither', () => {
  for (const text of ['', 'T', 'This message was', 'Thanks', 'left', 'You deleted', 'and Ann left it'])
    expect([text, noticeOf(text), isDeletion(text)]).toEqual([text, null, false]);
});
