/** The query of a finding is SQL over the published tables, whatever ids look like. */
import { expect, it } from 'vitest';
import { findingRows } from '../../src/insights/findings/findings.js';
import { rowsBehind, rowsOfSeveral } from '../../src/insights/findings/rows_behind.js';
import { buildReport } from '../../src/insights/index.js';
import { contracts, typesOf } from '../../src/publish/index.js';
import { ownEngine } from '../own_engine.js';
import { sample, withFacts } from '../report/sample.js';

const engine = await ownEngine();

it('runs for every finding', async () => {
  for (const contract of contracts) await engine.put(contract.name, typesOf(contract), []);
  const report = (language: 'en' | 'zh') => buildReport(withFacts(sample, { language }));
  const queries = findingRows(report('en'), report('zh')).flatMap(({ query }) => query?.split('; ') ?? []);
  expect(queries.some((query) => query.startsWith('landed_days where '))).toBe(true);
  expect(queries.length).toBeGreaterThan(8);
  for (const query of queries) expect(await engine.rows(`SELECT * FROM ${query}`), query).toEqual([]);
});

it('finds the rows of ids with quotes, and of days in a range', async () => {
  const days = ['2026-11-01', '2026-11-15', '2026-11-16'];
  const rows = days.flatMap((day) => ["O'Brien", 'others'].map((id) => ({ id, day })));
  await engine.put('seen', { id: 'VARCHAR', day: 'VARCHAR' }, rows);
  const query = rowsBehind('seen', { id: "O'Brien", day: { from: '2026-11-01', to: '2026-11-15' } });
  expect(query).toBe("seen where id = 'O''Brien' and day between '2026-11-01' and '2026-11-15'");
  expect(await engine.rows(`SELECT day FROM ${query} ORDER BY day`)).toEqual([
    { day: days[0] },
    { day: days[1] },
  ]);
});

it('names several tables one after another', () => {
  const query = rowsOfSeveral(rowsBehind('lineage'), rowsBehind('groups', { group_id: 'G' }));
  expect(query).toBe("lineage; groups where group_id = 'G'");
});
