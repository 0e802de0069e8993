/** WhatsApp in other languages and with other clocks: what is not known is said, never read as nothing. */
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { cells, imported } from './imported.js';
import { contextIn, eventsOf, rowsOf } from './in_chunks.js';

const read = (...lines: readonly string[]) => eventsOf('WhatsApp Chat with G.txt', lines.join('\n'));

describe('notices in an unknown language', () => {
  const estonian = [
    '13.05.2024, 09:01 - Sõnumid ja kõned on täielikult krüpteeritud.',
    '13.05.2024, 09:02 - Ola lisas Jan nimelise liikme',
    '13.05.2024, 09:03 - Ola: tere',
    '13.05.2024, 09:04 - Jan: hej',
  ];

  test('joins and leaves are not observable, and that is said without a name', async () => {
    const { sources, notes, activities } = await imported(
      { 'a.txt': estonian.join('\n') },
      { timezone: 'UTC' },
    );
    expect(cells(activities, 'kind')).toEqual(['system', 'system', 'message', 'message']);
    expect(cells(sources, 'joins', 'leaves', 'inviters')).toEqual(['false false false']);
    expect(notes.join()).toMatch(/2 notices of 2, the first on line 1, have unknown wording/);
    expect(notes.join()).not.toContain('Ola');
  });

  test('one among many is a note alone', async () => {
    const text = [
      '13/05/2024, 9:01 - Ann added Bob',
      '13/05/2024, 9:02 - Ann did a new thing',
      '13/05/2024, 9:02 - Eve left',
    ];
    const { sources, notes } = await imported({ 'a.txt': text.join('\n') }, { timezone: 'UTC' });
    expect(cells(sources, 'joins', 'leaves')).toEqual(['true true']);
    expect(notes.join()).toMatch(/1 notice of 3, the first on line 2, .*that is missing/);
  });
});

test('a time with an unknown word is a reject, never text of the previous message', () => {
  const events = read(
    '13/05/24, 9:01 am - Ann: a',
    '13/05/24, 10:01 xm - Bob: b',
    'and more of it',
    '13/05/24, 11:01 pm - Ann: c',
  );
  expect(rowsOf(events)).toEqual(['2024-05-13T09:01 message Ann', '2024-05-13T23:01 message Ann']);
  expect(events.flatMap((one) => (one.type === 'reject' ? [one.line] : []))).toEqual([2]);
  expect(events.flatMap((one) => (one.type === 'activity' ? [one.text] : []))).toEqual(['a', 'c']);
});

describe('years of two digits', () => {
  const days = (...all: readonly string[]) =>
    rowsOf(read(...all.map((day) => `${day} - Ann: x`))).map((row) => row.slice(0, 10));

  test('first, as phones in China wrote them: 2020, not two days of May a year apart', () => {
    expect(days('20/5/13 15:05', '20/5/14 15:05')).toEqual(['2020-05-13', '2020-05-14']);
    expect(days('20/5/9 下午3:05', '20/5/10 下午3:05', '20/5/13 下午3:05')).toEqual([
      '2020-05-09',
      '2020-05-10',
      '2020-05-13',
    ]);
  });

  test('last, without a comma', () => {
    expect(days('13.05.24 15:05', '14.05.24 15:05')).toEqual(['2024-05-13', '2024-05-14']);
  });

  test('with a comma the year is last', () => {
    expect(days('13/05/24, 15:05', '13/05/24, 15:06')).toEqual(['2024-05-13', '2024-05-13']);
  });

  test('one day alone is a question', () => {
    for (const date of ['20/5/13 15:05', '01/02/2024, 15:05'])
      expect(() => days(date, date)).toThrow(UserError);
  });
});

describe('days and times of other languages', () => {
  test.each([
    ['French', '13/05/2024 à 15:05 - '],
    ['French on iOS', '[13/05/2024 à 15:05:00] '],
    ['Danish', '13.05.2024 kl. 15.05 - '],
    ['Swedish', '2024-05-13 kl. 15:05 - '],
    ['Bulgarian', '13.05.24 г., 15:05 ч. - '],
    ['Bulgarian on iOS', '[13.05.24 г., 15:05:00 ч.] '],
    ['Arabic with marks around the numbers', '\u200f١٣\u200f/٥\u200f/٢٠٢٤، ٣:٠٥ م - '],
    ['Arabic on iOS', '[١٣\u200f/٥\u200f/٢٠٢٤، ٣:٠٥:٠٠\u202fم] '],
    ['Arabic with our digits', '\u200f13\u200f/5\u200f/2024، 3:05 م - '],
    ['Thai', '13/5/2567 15:05 - '],
    ['Thai, two digits', '13/5/67 15:05 - '],
  ])('%s', (_, header) => {
    const events = read(`${header}Ann: one`, `${header}Bob: two`, 'and more');
    expect(rowsOf(events)).toEqual(['2024-05-13T15:05 message Ann', '2024-05-13T15:05 message Bob']);
    expect(events.flatMap((one) => (one.type === 'activity' ? [one.text] : []))).toEqual([
      'one',
      'two\nand more',
    ]);
  });

  test('years of an unsupported calendar are reported, not asked about', () => {
    expect(() => read('[1403/02/23, 15:05:00] Ann: a', '[1403/02/24, 15:05:00] Ann: b')).toThrow(
      /its dates, such as 1403\/2\/23, do not all exist in any order of day, month and year/,
    );
  });
});

describe('an order that is named decides what the dates leave open, and nothing else', () => {
  const asDmy = (...lines: readonly string[]) =>
    rowsOf(eventsOf('G.txt', lines.join('\n'), contextIn('UTC', 'dmy')));

  test('days with the year first', () => {
    expect(asDmy('2024-05-06, 15:05 - Ann: a')).toEqual(['2024-05-06T15:05 message Ann']);
  });

  test('days of which only the month can be first', () => {
    expect(asDmy('05/13/2024, 15:05 - Ann: a', '05/06/2024, 15:05 - Ann: a')).toEqual([
      '2024-05-13T15:05 message Ann',
      '2024-05-06T15:05 message Ann',
    ]);
  });

  test('days that both orders know', () => {
    expect(asDmy('05/06/2024, 15:05 - Ann: a')).toEqual(['2024-06-05T15:05 message Ann']);
  });

  test('days of LINE', () => {
    const lines = ['[LINE] Chat history with Ann', 'Saved on: 1', '', 'Mon, 5/13/2024', '15:05\tAnn\ta'];
    expect(asDmy(...lines)).toEqual(['2024-05-13T15:05 message Ann']);
  });
});
