/** Records and lines that are far longer than any message: named as such in every format, in a time that does not grow with their square. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import type { Input } from '../../src/importers/importer.js';
import { importers } from '../../src/importers/index.js';
import { beginsTooLong, growingChunks, longestRecord } from '../../src/importers/text_lines.js';
import { contextIn } from './in_chunks.js';

const size = 1 << 16;
const filler = 'x'.repeat(size);

/** A text, then more than the longest record of one letter, then the rest. */
function withLongRecord(before: string, after: string): Input {
  const input: Input = {
    ...{ name: 'a', path: 'a', given: 'a', head: before + filler, is_whole: false },
    chunks: function* chunks() {
      yield before;
      for (let length = 0; length <= longestRecord; length += size) yield filler;
      yield after;
    },
    siblings: () => [input],
  };
  return input;
}

const formats: Readonly<Record<string, readonly [before: string, after: string]>> = {
  telegram: [
    '{"name":"A","type":"private_supergroup","id":1,"messages":[{"id":1,"type":"message","date_unixtime":"1714557600","text":"',
    '"}]}',
  ],
  discord_json: [
    '{"guild":{"id":"1"},"channel":{"id":"2","type":"GuildTextChat"},"messages":[{"id":"3","timestamp":"2024-05-01T10:00:00+00:00","content":"',
    '"}]}',
  ],
  wecom_archive: [
    '{"msgid":"1","action":"send","from":"a","tolist":["b"],"msgtime":1,"msgtype":"text","x":"',
    '"}\n',
  ],
  discord_csv: ['AuthorID,Author,Date,Content,Attachments,Reactions\n1,ann,2024-05-01T10:00:00Z,"', '",,\n'],
  whatsapp: ['13/05/2024, 10:00 - Ann: hi\n13/05/2024, 10:01 - Ann: ', '\n13/05/2024, 10:02 - Bob: ok\n'],
  wecom_callbacks: ['<xml><Event>change_external_chat</Event><ChatId>1</ChatId><Other>', '</Other></xml>'],
};

for (const [format, [before, after]] of Object.entries(formats))
  test(`${format}: a record of more than 64 million characters is named as such`, () => {
    const input = withLongRecord(before, after);
    const importer = importers.find(({ name }) => name === format);
    expect(importer?.recognise(input)).toBe(true);
    expect(() => [...(importer?.read(input, contextIn('UTC')) ?? [])]).toThrow(UserError);
    expect(() => [...(importer?.read(input, contextIn('UTC')) ?? [])]).toThrow(
      /a line or record of more than 64 million characters/,
    );
  });

test('a file that no importer knows because its first line is too long is said to be that', () => {
  expect(beginsTooLong(withLongRecord('13/05/2024, 10:01 - Ann: ', '\nend'))?.what).toMatch(/64 million/);
  expect(beginsTooLong(withLongRecord(`a\nb${' '.repeat(2 * size)}`, '\nend'))?.what).toMatch(/64 million/);
});

test('long lines after the head, and files without line ends that are not that long, are not called too long', () => {
  const later = withLongRecord('a\n', '');
  expect(beginsTooLong({ ...later, head: 'a' })).toBe(null);
  const short: Input = { ...later, head: filler, chunks: () => [filler, filler] };
  expect(beginsTooLong(short)).toBe(null);
});

test('a record over a thousand chunks is copied fewer than four times its length', () => {
  const input = withLongRecord('', '');
  let [held, copied, length] = ['', 0, 0];
  for (const chunk of growingChunks(input, () => held.length)) {
    held += chunk;
    copied += held.length;
    length += chunk.length;
  }
  expect(length).toBeGreaterThan(longestRecord);
  expect(copied).toBeLessThan(4 * length);
});
