import { describe, expect, it } from 'vitest';
import { findingRows } from '../../src/insights/findings/findings.js';
import { buildReport } from '../../src/insights/index.js';
import { renderHtml } from '../../src/report/html.js';
import type { Published } from '../../src/report/published.js';
import { sample, withFacts } from '../report/sample.js';

const say = (published: Published) =>
  findingRows(
    buildReport(withFacts(published, { language: 'en' })),
    buildReport(withFacts(published, { language: 'zh' })),
  );

describe('triangles', () => {
  it('are a finding in both languages, with what chance alone gives', () => {
    const found = say(sample).find(({ id }) => id === 'pyramid.triangles');
    // two groups with 20 people or more: in one the share lies above all 20 rewirings; 2 / 21 would by chance
    expect(found).toMatchObject({ figure: 1, family: 2, grade: 'counted' });
    expect(found?.expected).toBeCloseTo(2 / 21, 12);
    expect(found?.text_en).toContain('in 1 of 2 groups with 20 people or more');
    expect(found?.text_zh).toContain('2 \u4e2a\u7fa4\u91cc\uff0c1 \u4e2a\u7fa4');
    expect(renderHtml(buildReport(sample))).toContain('Triangles: who talks to whom, by group');
  });

  it('are a line where there are no replies, and where no group is large enough', () => {
    const none = say({ ...sample, reply_graph: [] });
    expect(none.some(({ id }) => id === 'pyramid.triangles')).toBe(false);
    expect(none.some(({ part, text_en }) => part === 'missing' && text_en.includes('no replies'))).toBe(true);
    const small = say({ ...sample, reply_graph: sample.reply_graph.slice(2) });
    const text = small.find(({ id }) => id === 'pyramid.triangles')?.text_en ?? '';
    expect(text).toContain('1 group has replies');
  });

  it('do not need anybody who landed', () => {
    const report = buildReport({ ...sample, pyramid: [] });
    expect(report.parts.find(({ id }) => id === 'pyramid')?.blocks.length).toBe(2);
  });
});
