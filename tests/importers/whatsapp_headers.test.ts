/** The quick reading of plain headers says what the pattern for all languages says, or nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHeader } from '../../src/importers/whatsapp/headers.js';
import { quickHeader } from '../../src/importers/whatsapp/quick_header.js';

const number = fc
  .integer({ min: 0, max: 99 })
  .chain((value) => fc.constantFrom(String(value), String(value).padStart(2, '0')));
const sexagesimal = fc.oneof(
  fc.integer({ min: 0, max: 59 }).map((value) => String(value).padStart(2, '0')),
  number,
);
const year = fc.constantFrom('24', '2024', '7', '202', '20245');
const sign = fc.constantFrom('/', '.', '-', ' ');
const line = fc
  .record({
    open: fc.constantFrom('', '', '['),
    dates: fc
      .tuple(
        fc.oneof(number, year),
        sign,
        number,
        sign,
        fc.oneof(number, year),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([a, one, b, other, c, dice]) => [a, one, b, dice > 0 ? one : other, c]),
    gap: fc.constantFrom(', ', ' ', ', ', ' ', ',', '. ', ',  '),
    hour: sexagesimal,
    minute: sexagesimal,
    second: fc.option(sexagesimal, { nil: null }),
    noon: fc.constantFrom('', ' am', ' PM', 'pm', ' p.m.', ' xm', ' a'),
    close: fc.constantFrom(' - ', '] ', ' -', ']', ' – '),
    text: fc.constantFrom('Ann: hi', '', 'Ann left'),
  })
  .map(
    ({ open, dates, gap, hour, minute, second, noon, close, text }) =>
      `${open}${dates.join('')}${gap}${hour}:${minute}${second === null ? '' : `:${second}`}${noon}${close}${text}`,
  );

test('on lines that are nearly headers', () => {
  let quick = 0;
  fc.assert(
    fc.property(line, (text) => {
      const found = quickHeader(text);
      if (found !== null) quick += 1;
      if (found !== null) expect(found).toEqual(anyHeader(text, 0));
    }),
    { numRuns: 20_000, seed: 1 },
  );
  expect(quick).toBeGreaterThan(60);
});

test.each([
  '13/05/2024, 9:01 - A: x',
  '[13/05/24, 09:01:00] A: x',
  '2024-05-13 09:01 - A: x',
  '5/13/24, 9:01 PM - A: x',
])('%s is one of them', (text) => {
  expect(quickHeader(text)).not.toBeNull();
  expect(quickHeader(text)).toEqual(anyHeader(text, 0));
});
