import { describe, expect, it } from 'vitest';
import { findingRows } from '../../src/insights/findings/findings.js';
import { buildReport } from '../../src/insights/index.js';
import { renderFeishu, renderSlack, renderWecom, renderWecomTables } from '../../src/report/bots.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { empty, hostileNames, sample, withFacts } from './sample.js';

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');
const renderers = { renderWecom, renderWecomTables, renderFeishu, renderSlack };

/** The sample with one name for every goal, target and tactic. */
function named(name: string) {
  return buildReport({
    ...sample,
    goals: sample.goals.map((goal) => ({ ...goal, label: { en: name, zh: name } })),
    tactics: sample.tactics.map((tactic) => ({ ...tactic, name, owner: name })),
  });
}

describe.each(Object.entries(renderers))('%s', (name, render) => {
  it('says whether the target is met, what changed and what to decide, in both languages', () => {
    const english = render(buildReport(sample));
    expect(english).toContain('On target in week 46');
    expect(english).toContain('109');
    expect(english).toContain('708');
    expect(english).toContain('651'); // 7 x 90 + (0 + ... + 6) in the seven days, of 600
    expect(render(buildReport(withFacts(sample, { language: 'zh' })))).toContain('第46周达标');
  });

  it('keeps within its limits and lets no name command it', () => {
    for (const text of [...hostileNames, '群'.repeat(5000), '\u{1f468}\u200d\u{1f469}'.repeat(400)]) {
      const said = render(named(text));
      expect(bytesOf(said)).toBeLessThanOrEqual(/Wecom/.test(name) ? 4096 : 20_000);
      expect(said).not.toMatch(/@all|<script>|\]\(http|\u202e/);
      if (!/Wecom/.test(name)) expect(() => JSON.parse(said)).not.toThrow();
    }
  });

  it('stands with nothing in it', () => {
    expect(render(buildReport(empty)).length).toBeGreaterThan(20);
  });
});

it('WeCom has neither tables, lists nor escapes', () => {
  const text = renderWecom(buildReport(sample));
  expect(text).not.toMatch(/^\s*[-|]/m);
  expect(text).not.toContain('\\');
});

it('the card of Feishu has one table of at most five rows, at the root', () => {
  const { card } = JSON.parse(renderFeishu(buildReport(sample)));
  const tables = card.body.elements.filter((one: { tag: string }) => one.tag === 'table');
  expect(tables).toHaveLength(1);
  expect(tables[0].rows.length).toBeLessThanOrEqual(5);
});

it('the card of Feishu puts no forecast below the heading of what has landed', () => {
  const { card } = JSON.parse(renderFeishu(buildReport(sample)));
  const [table, below] = card.body.elements;
  expect(table.columns.map((column: { display_name: string }) => column.display_name)).toEqual([
    'Week 46',
    'landed, net',
    'of target',
  ]);
  // the target of November is not that of the week
  expect(table.rows).toEqual([{ c0: 'orders', c1: '651', c2: '109 %' }]);
  const lines = below.content.split('\n');
  expect(lines[0]).toBe('November, at day 15: lands at');
  expect(lines.slice(1).map((line: string) => /target [\d,]+/.exec(line)?.[0])).toEqual([
    'target 5,000',
    'target 200,000',
  ]);
});

it('texts without tables say of which period a figure is', () => {
  const report = buildReport(sample);
  const lines = renderMarkdown(report)
    .split('\n')
    .filter((line) => /of target|target [\d,]+ /.test(line));
  expect(lines.map((line) => /^- (.*?) \u00b7 (.*?): /.exec(line)?.slice(1))).toEqual([
    ['Week 46', 'orders'],
    ['November, at day 15', 'orders'],
    ['November, at day 15', 'orders, net value, CNY'],
  ]);
  const sentences = findingRows(report, buildReport(withFacts(sample, { language: 'zh' }))).filter(
    ({ kind }) => kind === 'target_line',
  );
  expect(sentences.map(({ text_en }) => text_en.split(':')[0])).toEqual([
    'Week 46 \u00b7 orders',
    'November, at day 15 \u00b7 orders',
    'November, at day 15 \u00b7 orders, net value, CNY',
  ]);
});
