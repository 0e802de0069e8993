/** The parts of credit in arrays, each against the plainest way to the same answer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Texts } from '../../../src/engines/arrays.js';
import { textOf } from '../../../src/engines/arrays.js';
import { codeChannels } from '../../../src/pipeline/kernel/channel_codes.js';
import { readExpression } from '../../../src/pipeline/kernel/expression.js';
import { creditUpTo } from '../../../src/pipeline/kernel/path_credit.js';
import { byPerson, firstAt, indexTouches } from '../../../src/pipeline/kernel/touch_index.js';

describe('the expression of a model', () => {
  const columns = ['position', 'path_length', 'days_before_last'];
  /** The value at the last of three rows, the others of which are 0. */
  const value = (sql: string, row: Readonly<Record<string, number>>) => {
    const filled = columns.map((name) => [name, Float64Array.of(0, 0, row[name] ?? 0)]);
    return readExpression(sql, columns)?.(Object.fromEntries(filled), 3)[2];
  };

  test.each([
    ['pow(2e0, -days_before_last / 7e0)', { days_before_last: 14 }, 0.25],
    ['1e0 - 2 - 3', {}, -4],
    ['2 + 3 * 4', {}, 14],
    ['(2 + 3) * 4', {}, 20],
    ['8 / 4 / 2', {}, 1],
    ['-pow(2, 3)', {}, -8],
    ['position = path_length', { position: 3, path_length: 3 }, 1],
    ['position = 1 OR position = 2 AND path_length = 9', { position: 1, path_length: 3 }, 1],
    ['(position = 1 OR position = 2) AND path_length = 9', { position: 1, path_length: 3 }, 0],
    ['position >= 2 AND position < 4', { position: 3 }, 1],
  ])('%s', (sql, row, expected) => {
    expect(value(sql, row)).toBe(expected);
  });

  test.each([
    'unknown + 1',
    'exp(1)',
    'position =',
    '(position',
    'position 1',
    '1 || 2',
    'CASE position',
    '',
  ])('is left to SQL where it is not understood: %j', (sql) => {
    expect(readExpression(sql, columns)).toBeNull();
  });
});

test('credit up to a touch is the exact quotient, rounded half up', () => {
  const total = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 4e12 }));
  const pair = total.chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
  fc.assert(
    fc.property(pair, ([sum, of]) => {
      const exact = (2_000_000n * BigInt(sum) + BigInt(of)) / (2n * BigInt(of));
      expect(creditUpTo(sum, of)).toBe(Number(exact));
    }),
    { numRuns: 20_000 },
  );
  // half a micro-credit, and the nearest fractions to it
  expect(creditUpTo(1, 2_000_000)).toBe(1);
  expect(creditUpTo(1_000_000, 2_000_000_000_001)).toBe(0);
  expect(creditUpTo(1_000_001, 2_000_000_000_001)).toBe(1);
});

function textsOf(list: readonly string[]): Texts {
  const records = new Int32Array(4 * list.length);
  const bytes = new Uint8Array(records.buffer);
  const long: number[] = [];
  for (const [place, text] of list.entries()) {
    const utf8 = Buffer.from(text);
    records[4 * place] = utf8.length;
    if (utf8.length <= 12) bytes.set(utf8, 16 * place + 4);
    else {
      records[4 * place + 2] = long.length;
      long.push(...utf8);
    }
  }
  return { records, long: Uint8Array.from(long) };
}

describe('the index of touches', () => {
  const touch = fc.record({
    person: fc.integer({ min: 1, max: 6 }),
    time: fc.integer({ min: 0, max: 12 }),
    channel: fc.integer({ min: 0, max: 3 }),
    later: fc.integer({ min: 0, max: 5 }),
    id: fc.oneof(fc.string({ maxLength: 4 }), fc.uuid(), fc.constantFrom('é', 'z', '\u{1f600}', '\uffee')),
  });

  test('is by person, time, bytes of the id, then channel, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 200 }), (touches) => {
        const rows = {
          persons: Int32Array.from(touches, ({ person }) => person),
          times_us: Float64Array.from(touches, ({ time }) => time),
          coarse_us: Float64Array.from(touches, ({ later }) => later),
          channels: Int32Array.from(touches, ({ channel }) => channel),
          ids: textsOf(touches.map(({ id }) => id)),
        };
        const index = indexTouches(byPerson(rows, 7), (channel) => -channel);
        const expected = [...touches.entries()]
          .sort(
            ([i, a], [j, b]) =>
              a.person - b.person ||
              a.time - b.time ||
              Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) ||
              b.channel - a.channel ||
              i - j,
          )
          .map(([, one]) => one);
        expect(Array.from(index.times_us)).toEqual(expected.map(({ time }) => time));
        expect(Array.from(index.coarse_us ?? [])).toEqual(expected.map(({ later }) => later));
        expect(Array.from(index.channels)).toEqual(expected.map(({ channel }) => channel));
        const ids = expected.map((_, place) => Buffer.from(textOf(index.ids, place)).toString());
        expect(ids).toEqual(expected.map(({ id }) => Buffer.from(id).toString()));
        for (let person = 1; person <= 7; person++)
          expect(index.starts[person + 1]! - index.starts[person]!).toBe(
            touches.filter((one) => one.person === person).length,
          );
      }),
    );
  });

  test('finds the first touch at a moment, also in long slices of few moments', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 80 }),
        fc.integer({ max: 22 }),
        (list, at) => {
          const times = Float64Array.from(list).sort();
          const found = times.findIndex((time) => time >= at);
          expect(firstAt(times, 0, times.length, at)).toBe(found < 0 ? times.length : found);
        },
      ),
    );
  });
});

test('channels get consecutive numbers that map back to their meaning', () => {
  const sizes = { groups: 20_000, tactics: 300, kols: 50, kinds: 40 };
  const channel = fc.record({
    group: fc.integer({ min: 1, max: sizes.groups }),
    tactic: fc.integer({ min: 0, max: sizes.tactics }),
    kol: fc.integer({ min: 0, max: sizes.kols }),
    kind: fc.integer({ min: 1, max: sizes.kinds }),
  });
  fc.assert(
    fc.property(fc.array(channel, { minLength: 1, maxLength: 3000 }), (list) => {
      const keys = Float64Array.from(
        list,
        (one) =>
          ((one.group * (sizes.tactics + 1) + one.tactic) * (sizes.kols + 1) + one.kol) * (sizes.kinds + 1) +
          one.kind,
      );
      const { codes, channels } = codeChannels(keys, sizes);
      const back = Array.from(codes, (code) => ({
        group: channels.group_no[code],
        tactic: channels.tactic_no[code],
        kol: channels.kol_no[code],
        kind: channels.kind_no[code],
      }));
      expect(back).toEqual(list.map(({ group, tactic, kol, kind }) => ({ group, tactic, kol, kind })));
      expect(channels.group_no.length).toBe(new Set(keys).size);
    }),
    { numRuns: 30 },
  );
});
