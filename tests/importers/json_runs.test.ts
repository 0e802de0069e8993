/** Records of JSON are read many at once, and come out as they do one by one, wherever the guess of where they end is wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { readJson, readJsonDocuments } from '../../src/importers/json_stream.js';
import { inChunks } from './in_chunks.js';

/** What is told of the records of a document: their values in order, or that it is none. */
function recordsIn(text: string, size: number): unknown {
  try {
    const parts = [...readJson(inChunks('a.json', text, size), { isRecord: (path) => path === 'm.*' })];
    return parts.filter(({ path }) => path === 'm.*').map(({ value }) => value);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('},{"id"', '"', '\\', '\n  },\n  {\n   "id"', '},\n{"id', ']', '\\"},{'),
  fc.integer(),
  fc.constant(null),
);
/** Records that hold lists of records which begin as they do themselves. */
const record = fc.record({
  id: fc.integer(),
  text: leaf,
  more: fc.array(fc.record({ id: fc.integer(), text: leaf }), { maxLength: 4 }),
});
const records = fc.array(record, { maxLength: 40 });
const indents = fc.constantFrom<string | number | undefined>(undefined, 1, 2, '\t');
const sizes = fc.integer({ min: 1, max: 4000 });

describe('a list of records', () => {
  test('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(records, indents, sizes, (m, indent, size) => {
        const text = JSON.stringify({ name: 'a', m, end: [1] }, null, indent);
        expect(recordsIn(text, size)).toEqual(m);
      }),
    );
  });

  test('with a wrong sign in it is refused where JSON.parse refuses it', () => {
    // no comma: one behind the last record is passed over
    const signs = fc.constantFrom('', '{', '}', '[', ']', '"', '\\', ' ', '\n');
    fc.assert(
      fc.property(records, indents, fc.nat(), signs, sizes, (m, indent, place, sign, size) => {
        const whole = JSON.stringify({ m }, null, indent);
        const at = place % whole.length;
        const text = whole.slice(0, at) + sign + whole.slice(at + 1);
        expect(recordsIn(text, size)).toEqual(parsedRecords(text));
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

function parsedRecords(text: string): unknown {
  try {
    const { m } = JSON.parse(text) as { m?: unknown };
    return Array.isArray(m) ? m : [];
  } catch {
    return 'refused';
  }
}

test('documents, one a line or over several lines, are what JSON.parse makes of each', () => {
  const some = fc.array(fc.tuple(fc.oneof(record, leaf), indents), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(some, sizes, fc.constantFrom('\n', '\r\n', ' \n\n'), (all, size, end) => {
      const text = all.map(([value, indent]) => JSON.stringify(value, null, indent)).join(end) + end;
      const read = readJsonDocuments(inChunks('a.json', text, size), { isRecord: (path) => path === '' });
      expect([...read].map(({ value }) => value)).toEqual(all.map(([value]) => value));
    }),
  );
});
