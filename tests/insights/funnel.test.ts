import { describe, expect, it } from 'vitest';
import { funnel, funnelWeek } from '../../src/insights/funnel.js';
import { sample, withFacts } from '../report/sample.js';

describe('the funnel', () => {
  it('is about the last week whose longest window is over', () => {
    // 15 November less 30 days of orders: the week from 5 October ends on the 11th, 30 days later is 10 November
    expect(funnelWeek(sample)).toBe('2026-10-05');
    expect(funnelWeek({ ...sample, funnel: [] })).toBeNull();
  });

  it('says of 100 who clicked, and which step moved', () => {
    const part = funnel(sample);
    // the ninth week: 40 + 8 % 3 = 42 of 200 are 21 of 100; posts went from 90 to 150
    expect(part.title).toBe('Of 100 who clicked, 21 went on to orders; outside the usual range: posts');
    const [findings] = part.blocks;
    expect(findings?.kind === 'findings' && findings.findings.map(({ text }) => text)).toEqual([
      'posts: 75.0\u00a0%, against 45.0\u00a0% in the eight cohorts before; more than chance explains.',
      'orders: 21.0\u00a0%, against 20.4\u00a0% in the eight cohorts before; no more than cohorts usually vary.',
    ]);
  });

  it('hides a step about few, and one that all but few took', () => {
    const few = sample.funnel.map((row) => ({ ...row, people: row.goal === 'orders' ? 3 : 198 }));
    const part = funnel(withFacts({ ...sample, funnel: few }, { min_cell: 5 }));
    const table = part.blocks.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.rows.map((row) => row[1]?.is)).toEqual(['missing', 'missing']);
    expect(part.title).toBe('Where do people drop out?');
  });
});
