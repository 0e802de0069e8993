import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { markdown } from '../../src/report/escape.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { Published } from '../../src/report/published.js';
import { empty, hostileNames, sample, withFacts } from './sample.js';

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');

/** The sample with one name for every group. */
function named(name: string): Published {
  return { ...sample, groups: sample.groups.map((group) => ({ ...group, name, type: name })) };
}

describe('the text for a chat bot', () => {
  it('holds title, status, change, decision, findings and the first groups', () => {
    expect(renderMarkdown(buildReport(sample))).toMatchSnapshot();
    expect(renderMarkdown(buildReport(withFacts(sample, { language: 'zh' })))).toMatchSnapshot();
  });

  it('never exceeds 4,096 bytes and never cuts a table', () => {
    const names = [
      ...hostileNames,
      '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'.repeat(400),
      '群'.repeat(5000),
    ];
    for (const name of names) {
      const text = renderMarkdown(buildReport(named(name)));
      expect(bytesOf(text)).toBeLessThanOrEqual(4096);
      expect(text).not.toContain('\ufffd');
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      expect([0, 7]).toContain(rows.length);
      for (const row of rows) expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(5);
    }
  });

  it('keeps findings apart from decisions, and says of groups that cannot be told apart only that', () => {
    const text = renderMarkdown(buildReport(sample));
    const [, decisions = ''] = text.split('**What to decide?**');
    const list = decisions.trim().split('\n\n')[0]?.split('\n') ?? [];
    expect(list.map((line) => line.slice(0, 4))).toEqual(['- **', '- **', '- **']);
    const report = buildReport(sample);
    const folded: typeof report = {
      ...report,
      parts: report.parts.map((part) => ({
        ...part,
        blocks: part.blocks.map((block) =>
          block.kind === 'table' ? { ...block, folded: true as const } : block,
        ),
      })),
    };
    expect(renderMarkdown(folded)).not.toContain('| :-- |');
  });

  it('stands with nothing in it', () => {
    expect(renderMarkdown(buildReport(empty))).toContain('Nothing landed in the period');
  });
});

describe('escaping for Markdown', () => {
  it.each([
    ['a|b', 'a\\|b'],
    ['`x` *y* _z_', '\\`x\\` \\*y\\* \\_z\\_'],
    ['[x](http://e.example)', '\\[x\\](http\\://e.example)'],
    ['line\nbreak', 'line break'],
    ['@all', '@\u200ball'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['<b>&amp;', '\\<b\\>\\&amp;'],
  ])('%j', (text, escaped) => expect(markdown(text)).toBe(escaped));
});
