/** Every part under every hardship: no input of it, one group, one week, nothing landed, all alike, odd names, few people. */
import { describe, expect, it } from 'vitest';
import { findingRows } from '../../src/insights/findings/findings.js';
import { buildReport, insights } from '../../src/insights/index.js';
import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { inColumns } from '../../src/publish/table.js';
import { renderFeishu, renderSlack, renderWecom, renderWecomTables } from '../../src/report/bots.js';
import { renderHtml } from '../../src/report/html.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { GroupGoalWeek, GroupWeek, Published } from '../../src/report/published.js';
import type { Block, Report } from '../../src/report/report.js';
import { empty, sample, withFacts } from '../report/sample.js';

type Rows = { [K in keyof Published]: Published[K] extends Iterable<object> ? K : never }[keyof Published];

const tables = Object.keys(empty).filter((name): name is Rows => name !== 'facts');

/** Rows in the form in which a report reads their table. */
function formed(name: Rows, rows: readonly object[]): unknown {
  if (name === 'group_week') return inColumns(groupWeek, rows as readonly GroupWeek[]);
  if (name === 'group_goal_week') return inColumns(groupGoalWeek, rows as readonly GroupGoalWeek[]);
  return rows;
}

/** The same run with the rows of every table changed. */
function changed(published: Published, change: (rows: readonly object[]) => readonly object[]): Published {
  const rows = tables.map((name) => [name, formed(name, change([...published[name]]))]);
  return { ...published, ...Object.fromEntries(rows) };
}

const without = (name: Rows): Published => ({ ...sample, [name]: formed(name, []) });

/** The rows of one group only, or of no group. */
function oneGroup(published: Published): Published {
  return changed(published, (rows) =>
    rows.filter((row) => {
      const id = 'group_id' in row ? row.group_id : 'first_group' in row ? row.first_group : 'g1';
      return typeof id === 'string' && (id === 'g1' || id.startsWith('('));
    }),
  );
}

/** The rows of the reported week only. */
function oneWeek(published: Published): Published {
  return changed(published, (rows) =>
    rows.filter((row) => {
      const day = 'week_start' in row ? row.week_start : 'day' in row ? row.day : '2026-11-09';
      return typeof day === 'string' && day >= '2026-11-09';
    }),
  );
}

const counts =
  /^(reported|conversions|value|people|landed|credited|unattributed|any_touch|own|linked|no_link|nobody|source_total)/;

/** The same run with every count of a result set to one value. */
function allCounts(published: Published, value: number): Published {
  return changed(published, (rows) =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([field, old]) => [
          field,
          counts.test(field) && typeof old === 'number' && (old !== 0 || !field.startsWith('reported'))
            ? value
            : old,
        ]),
      ),
    ),
  );
}

const odd = [
  'x'.repeat(300),
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(100),
  '\u0645\u062c\u0645\u0648\u0639\u0629 \u202e<b>&"\'',
  '\u7fa4'.repeat(300),
];

function oddNames(published: Published): Published {
  const name = (at: number) => odd[at % odd.length] ?? '';
  return {
    ...published,
    groups: published.groups.map((row, at) => ({ ...row, name: name(at), type: name(at), matrix: name(at) })),
    tactics: published.tactics.map((row, at) => ({ ...row, name: name(at), owner: name(at) })),
    targets: published.targets.map((row, at) => ({ ...row, node: name(at) })),
    calendar: published.calendar.map((row, at) => ({ ...row, name: name(at) })),
  };
}

const hardships: Readonly<Record<string, Published>> = {
  'nothing at all': empty,
  'one group': oneGroup(sample),
  'one week': oneWeek(sample),
  'nothing landed': withFacts(allCounts(sample, 0), { conversions: 0 }),
  'all alike': allCounts(sample, 7),
  'few everywhere': withFacts(allCounts(sample, 2), { min_cell: 5 }),
  'odd names': oddNames(sample),
  'all history': withFacts(sample, { period_from: null, period_to: null, week_label: null }),
  ...Object.fromEntries(tables.map((name) => [`no ${name}`, without(name)])),
};

/** Blocks in which there would be nothing to see. */
function emptyBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'details':
        return block.blocks.length === 0 ? [block.title] : emptyBlocks(block.blocks);
      case 'table':
        return block.rows.length === 0 ? [block.id] : [];
      case 'cards':
        return block.cards.length === 0 ? ['cards'] : [];
      case 'findings':
        return block.findings.length === 0 ? ['findings'] : [];
      case 'checks':
        return block.checks.length === 0 ? ['checks'] : [];
      case 'terms':
        return block.terms.length === 0 ? ['terms'] : [];
      case 'notes':
        return block.notes.length === 0 ? ['notes'] : [];
      case 'facts':
        return block.facts.length === 0 ? ['facts'] : [];
      case 'pace':
        return block.rows.length === 0 ? ['pace'] : [];
      case 'weeks':
        return block.series.length === 0 || block.weeks.length === 0 ? ['weeks'] : [];
      case 'shares':
        return block.shares.length === 0 ? ['shares'] : [];
      case 'dots':
        return block.dots.length === 0 ? ['dots'] : [];
      case 'event_study':
        return block.points.length === 0 ? ['event study'] : [];
      case 'range':
        return block.values.length === 0 ? ['range'] : [];
      default:
        return [];
    }
  });
}

const unsaid = /\b(NaN|Infinity|undefined|null|\[object)\b|\u2013\s*%/;

const periods = {
  week: {},
  month: { period_from: '2026-11-01', period_to: '2026-11-30', week_label: null },
  quarter: { period_from: '2026-10-01', period_to: '2026-12-31', week_label: null },
} as const;

const cases = Object.entries(hardships).flatMap(([name, published]) =>
  Object.entries(periods)
    .filter(([period]) => period !== 'quarter' || !name.startsWith('no '))
    .filter(([period]) => period === 'week' || published.facts.period_from !== null)
    .map(([period, facts]) => [`${name}, a ${period}`, withFacts(published, facts)] as const),
);

describe.each(cases)('with %s', (_, published) => {
  const reports: Readonly<Record<'en' | 'zh', Report>> = {
    en: buildReport(withFacts(published, { language: 'en' })),
    zh: buildReport(withFacts(published, { language: 'zh' })),
  };

  it('every part that is shown has a title and nothing empty in it', () => {
    for (const report of [reports.en, reports.zh]) {
      expect(report.opening.title.trim()).not.toBe('');
      for (const part of report.parts) {
        expect(part.title.trim(), part.id).not.toBe('');
        expect(emptyBlocks(part.blocks), part.id).toEqual([]);
      }
    }
  });

  it('says no NaN, no undefined, and the same sentences in both languages', () => {
    const rows = findingRows(reports.en, reports.zh);
    for (const row of rows) {
      expect(row.text_en, row.id).not.toMatch(unsaid);
      expect(row.text_zh, row.id).not.toMatch(unsaid);
      expect(row.text_zh.trim(), row.id).not.toBe('');
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('is written in every form', () => {
    for (const report of [reports.en, reports.zh]) {
      const texts = [renderMarkdown, renderWecom, renderWecomTables, renderFeishu, renderSlack];
      for (const render of texts) expect(render(report)).not.toMatch(unsaid);
      expect(new TextEncoder().encode(renderWecom(report)).length).toBeLessThanOrEqual(4096);
      expect(new TextEncoder().encode(renderFeishu(report)).length).toBeLessThanOrEqual(20_000);
    }
    const page = renderHtml(reports.en, reports.zh);
    expect(page.replace(/<script>[\s\S]*?<\/script>/g, '')).not.toMatch(/\b(NaN|undefined)\b/);
    expect(page.length).toBeLessThan(3_000_000);
  });
});

it('no title rests on fewer than 20 results', () => {
  const [oldest] = sample.cohorts.map(({ first_week }) => first_week).toSorted();
  const cohorts = sample.cohorts.filter(({ first_week }) => first_week === oldest);
  for (const count of [1, 2]) {
    const few = withFacts(allCounts({ ...sample, cohorts }, count), { min_cell: 0 });
    const { opening, parts } = buildReport(few);
    const titles = [opening.title, opening.change.title, ...parts.map(({ title }) => title)];
    for (const title of titles) expect(title).not.toMatch(/%|of 100|half|leads?\b|times/);
  }
});

it('a week that falls far short is said to, however little landed in it', () => {
  const week =
    sample.goal_week
      .map(({ week_start }) => week_start)
      .toSorted()
      .at(-1) ?? '';
  const drop = {
    ...sample,
    calendar: [],
    group_credit: sample.group_credit.map((row) => ({ ...row, conversions: 0, conversions_net: 0 })),
    goal_week: sample.goal_week.map((row) => (row.week_start === week ? { ...row, people: 6 } : row)),
  };
  expect(buildReport(drop).opening.change.title).toMatch(/below the usual range/);
});

it('every part of the registry is tried with its input, and each is left out or says so without it', () => {
  const shown = new Set(buildReport(sample).parts.map(({ id }) => id));
  expect(insights.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

describe('a missing input', () => {
  const needed: readonly (readonly [Rows, string])[] = [
    ['targets', 'targets'],
    ['kol_cards', 'KOL'],
    ['pyramid', 'pyramid'],
    ['tactics', 'tactics'],
  ];
  it.each(needed)('%s is one line at the end', (name, word) => {
    const without = { ...sample, [name]: [], ...(name === 'tactics' ? { lift: [] } : {}) };
    const lines = buildReport(without).missing.filter((line) => line.includes(word));
    expect(lines).toHaveLength(1);
  });
});
