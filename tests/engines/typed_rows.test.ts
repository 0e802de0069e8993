/** Rows that leave an engine have the names and types that were asked for, or the run stops and says which column does not. */
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/engines/engine.js';
import { columnsLike, readRow, readRows, readTable } from '../../src/engines/typed_rows.js';
import { matchRate } from '../../src/publish/match_rate.js';
import { typedRows } from '../../src/publish/table.js';
import { tactics } from '../../src/publish/tactics.js';

/** An engine that answers everything with the same rows, and keeps what it was asked. */
function answering(...rows: Row[]) {
  const asked: string[] = [];
  return {
    asked,
    rows: async (select: string) => {
      asked.push(select);
      return rows.map((row) => ({ ...row }));
    },
  };
}

const shape = { no: 'number', name: 'text?', minor: 'whole?', kind: ['a', 'b'], is_on: 'flag' } as const;
const row = { no: 1, name: null, minor: 5, kind: 'a', is_on: true };

describe('a shape', () => {
  test('selects its columns by name, in its order', async () => {
    const engine = answering(row);
    await readTable(engine, 'stage', shape, 'ORDER BY no');
    expect(engine.asked).toEqual(['SELECT no, name, minor, kind, is_on FROM stage ORDER BY no']);
  });

  test('has names that need no quotes: Spark would take them for texts', () => {
    expect(() => readTable(answering(), 'stage', { 'a b': 'number' })).toThrow('not a plain column name');
  });

  test('gives whole numbers of any size without rounding', async () => {
    const rows = await readRows(answering(row, { ...row, minor: '9007199254740993' }), shape, 'SELECT');
    expect(rows.map(({ minor }) => minor)).toEqual([5n, 9_007_199_254_740_993n]);
  });

  test.each([
    ['no', '1', 'stage.no: found "1", expected number'],
    ['no', null, 'stage.no: found null, expected number'],
    ['name', 7, 'stage.name: found 7, expected text?'],
    ['minor', 0.5, 'stage.minor: found 0.5, expected whole?'],
    ['minor', '5e3', 'stage.minor: found "5e3", expected whole?'],
    ['kind', 'c', 'stage.kind: found "c", expected a, b'],
    ['kind', null, 'stage.kind: found null, expected a, b'],
    ['is_on', 1, 'stage.is_on: found 1, expected flag'],
  ])('refuses in %s the value %j, in any row', async (column, value, message) => {
    const engine = answering(row, { ...row, [column]: value });
    await expect(readTable(engine, 'stage', shape)).rejects.toThrow(message);
  });

  test('refuses other columns', async () => {
    const engine = answering({ no: 1, title: null, minor: 5, kind: 'a', is_on: true });
    await expect(readTable(engine, 'stage', shape)).rejects.toThrow(
      'stage: the rows have no,title,minor,kind,is_on, the contract says no,name,minor,kind,is_on',
    );
  });

  test('takes columns whose names are known only at run time', async () => {
    const models = ['linear', 'markov'] as const;
    const [found] = await readRows(
      answering({ linear: 3, markov: 4 }),
      columnsLike(models, 'number'),
      'SELECT',
    );
    expect(models.map((model) => found?.[model])).toEqual([3, 4]);
  });

  test('of one row refuses none', async () => {
    await expect(readRow(answering(), { no: 'number' }, 'SELECT 1 AS no')).rejects.toThrow('no row');
  });
});

describe('a published table', () => {
  const match = { group_id: 'g', members: 3, matched: 2, basis: 'observed' };

  test('passes the rows of its contract', () => {
    expect(typedRows(matchRate, [match])).toEqual([match]);
  });

  test.each<[Row, string]>([
    [{ ...match, matched: null }, 'match_rate.matched: found null, expected number'],
    [{ ...match, matched: '2' }, 'match_rate.matched: found "2", expected number'],
    [{ ...match, basis: 'guessed' }, 'match_rate.basis: found "guessed", expected memberships, observed'],
    [{ ...match, group_id: null }, 'match_rate.group_id: found null, expected text'],
  ])('refuses %j in its last row', (wrong, message) => {
    expect(() => typedRows(matchRate, [match, wrong])).toThrow(message);
  });

  test('refuses columns in another order, which would be written under the wrong names', () => {
    const { members, ...others } = match;
    expect(() => typedRows(matchRate, [{ ...others, members }])).toThrow(
      'the contract says group_id,members',
    );
  });

  test('keeps a moment of the year 9999 as text, where a number would round it', () => {
    const columns = Object.keys(tactics.columns);
    const empty = Object.fromEntries(columns.map((column) => [column, null]));
    const rows = [{ ...empty, tactic_id: 't', ends_at_us: '253402300799000001' }];
    expect(typedRows(tactics, rows)[0]?.ends_at_us).toBe('253402300799000001');
    expect(() => typedRows(tactics, [{ ...empty, tactic_id: 't', ends_at_us: 'soon' }])).toThrow(
      'tactics.ends_at_us: found "soon", expected whole number or empty',
    );
  });
});
