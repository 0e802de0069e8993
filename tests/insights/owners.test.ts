/** What the owner of a group is called, and what a title may rest on. */
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { landed } from '../../src/insights/landed.js';
import { ownerCell, ownerName } from '../../src/insights/wording/labels.js';
import { languages } from '../../src/report/language.js';
import type { Published } from '../../src/report/published.js';
import { sample, withFacts } from '../report/sample.js';

const owned: Published = {
  ...sample,
  groups: sample.groups.map((row, at) => ({
    ...row,
    owner_id: ['0039766', 'm7', 'm8'][at % 3] ?? null,
    owner_kol_id: at % 3 === 1 ? 'Lin' : null,
  })),
};
const labels = { types: {}, kinds: {}, models: {}, owners: { m8: { en: 'Amy', zh: null } }, matrices: {} };

describe('the owner of a group', () => {
  it('has the name of the configuration, else that of a KOL, else says owner and the id', () => {
    const published = withFacts(owned, { labels });
    const name = (id: string) => ownerName(published, id, languages.en);
    expect([name('m8'), name('m7'), name('0039766')]).toEqual(['Amy', 'Lin', 'owner 0039766']);
    expect(ownerCell(published, '0039766')).toBe('0039766');
    const chinese = withFacts(owned, { labels, language: 'zh' });
    expect(ownerName(chinese, 'm8', languages.zh)).toBe('\u7fa4\u4e3b m8');
  });
});

describe('a title with a share', () => {
  it('rests on at least 20 results', () => {
    const few = sample.landed.map((row) => ({
      ...{ ...row, conversions: 1, conversions_net: 1, people: 1 },
      ...{ reported: Math.min(1, row.reported), reported_net: Math.min(1, row.reported_net) },
    }));
    const published = withFacts({ ...sample, landed: few, sensitivity: sample.sensitivity }, { min_cell: 0 });
    expect(landed(published).title).toMatch(/^orders: \d+ landed, too few for shares$/);
    const parts = buildReport({ ...published, group_credit: [] }).parts;
    expect(parts.find(({ id }) => id === 'sensitivity')?.title).toContain('too few results');
  });
});
