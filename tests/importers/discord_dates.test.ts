/** DiscordChatExporter wrote the dates of its CSV in local words and orders before 2023. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { contextIn, eventsOf, rowsOf } from './in_chunks.js';

const csv = (...dates: string[]) =>
  `AuthorID,Author,Date,Content,Attachments,Reactions\n${dates.map((date) => `"1","ann#1234","${date}","hi","",""\n`).join('')}`;
const times = (dates: string[], order: 'dmy' | 'mdy' | null = null) =>
  rowsOf(eventsOf('a.csv', csv(...dates), contextIn('Asia/Shanghai', order))).map((row) => row.slice(0, 16));

test.each([
  [
    ['01-May-24 10:00 AM', '31-May-24 12:05 PM', '01-Jun-24 12:05 AM'],
    ['2024-05-01T02:00', '2024-05-31T04:05', '2024-05-31T16:05'],
  ],
  [
    ['05/01/2024 10:00 AM', '05/13/2024 1:05 PM'],
    ['2024-05-01T02:00', '2024-05-13T05:05'],
  ],
  [
    ['01.05.2024 10:00', '13.05.2024 13:05'],
    ['2024-05-01T02:00', '2024-05-13T05:05'],
  ],
  // of 02/03 and 03/02, only one order goes forward
  [
    ['02/03/2024 10:00', '03/02/2024 10:00'],
    ['2024-02-03T02:00', '2024-03-02T02:00'],
  ],
])('%j', (dates, expected) => {
  expect(times(dates)).toEqual(expected);
});

test('an order that nothing tells is asked for', () => {
  const dates = ['02/03/2024 10:00', '02/03/2024 10:01'];
  expect(() => times(dates)).toThrow(UserError);
  expect(times(dates, 'dmy')).toEqual(['2024-03-02T02:00', '2024-03-02T02:01']);
  expect(times(dates, 'mdy')).toEqual(['2024-02-03T02:00', '2024-02-03T02:01']);
});
