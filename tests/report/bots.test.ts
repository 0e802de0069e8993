import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { renderFeishu, renderSlack, renderWecom, renderWecomTables } from '../../src/report/bots.js';
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
