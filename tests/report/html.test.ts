import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildReport, insights } from '../../src/insights/index.js';
import { column } from '../../src/insights/wording/cells.js';
import { renderHtml } from '../../src/report/html.js';
import type { Table } from '../../src/report/report.js';
import { style } from '../../src/report/style.js';
import { empty, facts, hostileNames, orders, sample, withFacts } from './sample.js';

const page = renderHtml(buildReport(sample));

/** Whether a page prints a value that is none; its script, which may say undefined, is left out. */
function printsNothing(html: string): boolean {
  return /NaN|undefined|Infinity/.test(html.replace(/<script>[\s\S]*<\/script>/, ''));
}

describe('the page', () => {
  it('is the same text twice', () => {
    expect(renderHtml(buildReport(structuredClone(sample)))).toBe(page);
  });

  it('asks for nothing from anywhere', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\b(src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\((?!#)|@font-face/);
    expect(page).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('treats names as text', () => {
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('\u202e');
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).not.toContain(hostileNames[4]);
  });

  it('answers its questions in order, with anchors', () => {
    const ids = Array.from(page.matchAll(/<section id="(\w+)"/g), (match) => match[1]);
    expect(ids).toEqual(insights.filter(({ needs }) => needs(sample)).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(15);
    for (const id of ids) expect(page).toContain(`<a href="#${id}">`);
  });

  it('prints with title, period and run at the head of every page, and says of every row left out where it is', () => {
    const { title, period, run_hash } = buildReport(sample);
    const head = /@page print-en\{@top-left\{content:"([^"]*)"/.exec(page)?.[1] ?? '';
    for (const part of [title, period, run_hash.slice(0, 12)]) expect(head).toContain(part);
    const folded = Array.from(page.matchAll(/<button type="button" class="more" hidden>Show (\d+) more/g));
    const said = Array.from(
      page.matchAll(/<p class="note-line in-print">(\d+) more rows? (?:is|are) in the workbook/g),
    );
    expect(folded.length).toBeGreaterThan(0);
    expect(said.map(([, rows]) => rows)).toEqual(folded.map(([, rows]) => rows));
    const closed = page.match(/<summary>/g) ?? [];
    expect(page.match(/<span class="in-print"> \(closed here/g)).toHaveLength(closed.length);
  });

  it('allows exactly its own style sheet', () => {
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(sheet, 'utf8').digest('base64');
    expect(page).toContain(`style-src 'sha256-${hash}'`);
  });

  it('opens with target, change and decision', () => {
    const opening = page.slice(0, page.indexOf('<nav'));
    for (const text of [
      'Yes: the books balance',
      'On target?',
      'orders 708, by 586 people',
      'What to decide?',
    ])
      expect(opening).toContain(text);
  });

  it('is accessible: language, header scopes, named pictures', () => {
    expect(page).toContain('<html lang="en">');
    expect(renderHtml(buildReport(withFacts(sample, { language: 'zh' })))).toContain('<html lang="zh-CN">');
    const pictures = page.match(/<svg (?!width="0")/g) ?? [];
    expect(page.match(/<svg [^>]*role="img"[^>]*aria-label="[^"]*"><title>/g)).toHaveLength(pictures.length);
    expect(page).not.toMatch(/<th(?! scope)[ >]/);
    expect(page).not.toContain('NaN');
  });

  it('carries a badge at every number of the league', () => {
    const league = page.slice(page.indexOf('<section id="league"'), page.indexOf('<section id="kols"'));
    const heads = Array.from(
      league.matchAll(/<th scope="col" class="n[^"]*">.*?<\/th>/g),
      (match) => match[0],
    );
    expect(heads.length).toBeGreaterThan(5);
    for (const head of heads) expect(head).toContain('class="badge');
  });

  it('says "not observable" if the source cannot know, and never 0', () => {
    const groups = sample.groups.map((group) => ({ ...group, type: 'group' }));
    const all = renderHtml(buildReport({ ...sample, groups }));
    const league = all.slice(all.indexOf('<section id="league"'), all.indexOf('<section id="kols"'));
    const feed = league.slice(league.lastIndexOf('<bdi>Moments</bdi>'));
    expect(feed.slice(0, feed.indexOf('</tr>'))).toContain('not observable');
  });
});

describe('odd runs', () => {
  it('stands with nothing in it', () => {
    const nothing = renderHtml(buildReport(empty));
    expect(nothing).toContain('Nothing landed in the period');
    expect(printsNothing(nothing)).toBe(false);
  });

  it('stands without value, with one group only', () => {
    const goal = { ...orders, has_value: false, currency: null, currency_digits: null };
    const one = sample.group_credit.filter((row) => ['g1', '(unattributed)'].includes(row.group_id));
    const credit = one.map((row) => ({ ...row, value: null, value_net: null }));
    const groups = sample.groups.slice(0, 1);
    const page = renderHtml(
      buildReport({ ...empty, facts, goals: [goal], group_credit: credit, groups, landed: sample.landed }),
    );
    expect(page).toContain('There is only one group: nothing to compare');
    expect(printsNothing(page)).toBe(false);
    expect(page).not.toContain('CNY');
  });

  it('says so when everything is unattributed', () => {
    const credit = sample.group_credit.filter((row) => row.group_id === '(unattributed)');
    const page = renderHtml(buildReport({ ...sample, group_credit: credit }));
    expect(page).toContain('orders: no group has credit');
    expect(printsNothing(page)).toBe(false);
  });
});

describe('a report of many groups', () => {
  const rows = Array.from({ length: 500 }, (_, at) => [
    { is: 'text' as const, text: `group ${at}` },
    { is: 'number' as const, value: at },
  ]);
  const table = (id: number): Table => ({
    ...{ kind: 'table', id: `t${id}`, title: `Table ${id}`, rows, shown: 5, note: null },
    columns: [column('Group', { kind: 'text' }), column('Landed', { kind: 'number', digits: 0 })],
  });
  const rowsOf = (tables: number) => {
    const report = buildReport(sample);
    const [first] = report.parts;
    if (first === undefined) throw new Error('the sample has parts');
    const blocks = Array.from({ length: tables }, (_, at) => table(at));
    const page = renderHtml({ ...report, parts: [{ ...first, blocks }] });
    return { rows: page.split('<bdi>group ').length - 1, size: page.length };
  };

  it('keeps its page small: 300 rows a part, 100 a table, and six of each of many', () => {
    expect(rowsOf(1).rows).toBe(100);
    expect(rowsOf(12).rows).toBe(12 * 25);
    expect(rowsOf(150).rows).toBe(150 * 6);
    expect(rowsOf(150).size).toBeLessThan(600_000);
  });
});

// a date within a sentence is a span of its own: a rule for any span would decorate it
it('no rule of the style reaches spans without a class at any depth', () => {
  expect(style.match(/[\w\])] span\b(?!\.)[^{]*/g) ?? []).toEqual([]);
  expect(style).toContain('>span');
});
