import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growingColumns, isKnown, numberAt, textAt } from '../../src/contract/row_columns.js';

interface Row {
  readonly group_id: string;
  readonly landed: number;
  readonly messages: number | null;
}
const kinds = { group_id: 'text', landed: 'number', messages: 'number' } as const;

const rows = fc.array(
  fc.record({
    group_id: fc.oneof(fc.constantFrom('a', 'b', '', '__proto__', '9'), fc.string()),
    landed: fc.double({ noNaN: true }),
    messages: fc.option(fc.integer()),
  }),
  { maxLength: 3000 },
);

const columnsOf = (pages: readonly (readonly Row[])[]) => {
  const growing = growingColumns<Row>(kinds);
  for (const page of pages) growing.add(page);
  return growing.made();
};

describe('rows as columns', () => {
  it('are the same rows again, cut into pages anywhere', () => {
    fc.assert(
      fc.property(rows, fc.nat(3000), (all, cut) => {
        const columns = columnsOf([all.slice(0, cut), [], all.slice(cut)]);
        expect(columns.length).toBe(all.length);
        expect([...columns]).toEqual(all);
        expect(all.map((_, at) => textAt(columns.columns.group_id, at))).toEqual(
          all.map((row) => row.group_id),
        );
        expect(all.map((_, at) => numberAt(columns.columns.messages, at))).toEqual(
          all.map((row) => row.messages),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('hold every text once, in the order of the rows', () => {
    const row = (group_id: string) => ({ group_id, landed: 1, messages: null });
    const { columns } = columnsOf([['b', 'a', 'b', 'c', 'a'].map(row)]);
    expect(columns.group_id.texts).toEqual(['b', 'a', 'c']);
    expect([...columns.group_id.places]).toEqual([0, 1, 0, 2, 1]);
    expect(isKnown(columns.landed)).toBe(true);
    expect(isKnown(columns.messages)).toBe(false);
  });

  it('tell an empty number from 0, and no row from both', () => {
    const { columns } = columnsOf([[{ group_id: 'a', landed: 0, messages: null }]]);
    expect([numberAt(columns.landed, 0), numberAt(columns.messages, 0), numberAt(columns.landed, 1)]).toEqual(
      [0, null, null],
    );
  });

  it.each([
    [
      'landed',
      { group_id: 'a', landed: Number.NaN, messages: 1 },
      'landed: found NaN, expected a number or nothing',
    ],
    ['group_id', { group_id: null, landed: 1, messages: 1 }, 'group_id: found null, expected a text'],
  ])('refuse what they cannot hold: %s', (_, row, message) => {
    const { add } = growingColumns<{ readonly [Name in keyof Row]: Row[Name] | null } & Row>(kinds);
    expect(() => add([row as Row])).toThrow(message);
  });
});
