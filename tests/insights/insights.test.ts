import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlights } from '../../src/insights/highlights.js';
import { buildReport } from '../../src/insights/index.js';
import { leaguesOf } from '../../src/insights/ranking/ranking.js';
import { sensitivity } from '../../src/insights/sensitivity.js';
import { checksOf, worstLevel } from '../../src/insights/trust/checks.js';
import { placeboChecks } from '../../src/insights/trust/placebo.js';
import { weekChange } from '../../src/insights/weeks/week_change.js';
import { addDays } from '../../src/insights/weeks/weeks.js';
import { intervalCell } from '../../src/insights/wording/interval.js';
import { signedParts } from '../../src/insights/wording/labels.js';
import { displayName, groupNames } from '../../src/insights/wording/names.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { groups as groupsTable } from '../../src/publish/groups.js';
import { inColumns } from '../../src/publish/table.js';
import { cellText } from '../../src/report/format.js';
import { languages } from '../../src/report/language.js';
import type { GroupCredit, PlaceboTest, Published } from '../../src/report/published.js';
import { blankRow } from '../blank_row.js';
import { empty, orders, sample, withFacts } from '../report/sample.js';

const credit = sample.group_credit[0] as GroupCredit;

describe('intervals', () => {
  const words = languages.en;

  it('are those of the table, divided as asked', () => {
    const { conversions, conversions_low: low, conversions_high: high } = credit;
    const cell = {
      is: 'interval',
      value: conversions / 4,
      low: Number(low) / 4,
      high: Number(high) / 4,
      missing: null,
    };
    expect(intervalCell(credit, 4, words)).toEqual(cell);
  });

  it('say that there is none where there is none, and nothing of no credit', () => {
    const none = { ...credit, conversions_low: null, conversions_high: null };
    expect(intervalCell(none, 1, words)).toMatchObject({ low: null, high: null, missing: 'no interval' });
    expect(intervalCell({ ...credit, conversions: 0 }, 1, words)).toMatchObject({ low: null, missing: null });
  });
});

describe('weeks', () => {
  it('cross months and years', () => {
    expect(addDays('2026-12-28', 7)).toBe('2027-01-04');
  });

  it('compare the last complete week with the one before', () => {
    expect(weekChange(sample, 'orders')).toMatchObject({
      week: '2026-11-09',
      // the table at equal age holds 590 for the first of 19 weeks and one more each week
      current: 608,
      previous: 607,
    });
    const early = withFacts(sample, {
      last_day: '2026-11-14',
      period_from: null,
      period_to: null,
    });
    expect(weekChange(early, 'orders')?.week).toBe('2026-11-02');
    expect(weekChange(sample, 'posts')).toBeNull();
  });
});

describe('parts of a whole', () => {
  it('are printed so that they add up to it', () => {
    // alone they would be 150, 7, 0 and 42, one less than 200.0
    expect(signedParts([150.4, 7.4, 0.3, 41.9])).toEqual(['+151', '+7', '0', '+42']);
    expect(signedParts([-1.5, 0.5, 0])).toEqual(['\u22121', '0', '0']);
    expect(signedParts([])).toEqual([]);
  });

  it('add up whatever they are', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { maxLength: 6 }), (parts) => {
        const printed = signedParts(parts).map((text) =>
          Number(text.replace('\u2212', '-').replaceAll(',', '')),
        );
        const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
        expect(printed.reduce((sum, part) => sum + part, 0)).toBe(total + 0);
        parts.forEach((part, at) => {
          expect(Math.abs((printed[at] ?? 0) - part)).toBeLessThan(1 + 1e-6);
        });
      }),
    );
  });
});

describe('names', () => {
  it('fall back to the id when nothing can be seen', () => {
    expect(displayName(' \u200b\u202e\n', 'g1')).toBe('g1');
    expect(displayName(null, 'g1')).toBe('g1');
  });

  it('are one line of at most 40 characters as a reader counts them', () => {
    expect(displayName('a\r\nb\tc', 'g1')).toBe('a b c');
    const families = displayName('\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(50), 'g1');
    expect(families).toBe(`${'\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(39)}\u2026`);
  });

  it('isolate right-to-left text', () => {
    expect(displayName('\u0642\u0631\u0648\u0628', 'g1')).toBe('\u2068\u0642\u0631\u0648\u0628\u2069');
  });

  it('get their id where two look the same', () => {
    const groups = ['a', 'b'].map((group_id) => blankRow(groupsTable, { group_id, name: 'Coffee' }));
    expect([...groupNames({ ...empty, groups }).values()]).toEqual(['Coffee \u00b7 a', 'Coffee \u00b7 b']);
  });
});

describe('league', () => {
  it('never ranks types together', () => {
    const leagues = leaguesOf(sample, orders);
    expect(leagues.map((one) => one.type)).toEqual(['group', 'fission', 'feed']);
    expect(leagues.map((one) => one.byRate)).toEqual([true, true, false]);
  });

  it('orders by credit per member when members are known', () => {
    const group_members = sample.group_members.map((row) =>
      row.group_id === 'g1' ? { ...row, members: 5000 } : row,
    );
    const [first] = leaguesOf({ ...sample, group_members }, orders);
    expect(first?.ranked[0]?.group_id).toBe('g2');
  });

  it('divides by the people present in the period, not by the home members or those of a week', () => {
    const group_members = sample.group_members.map((row) =>
      row.group_id === 'g1' ? { ...row, members: 1474, home_members: 10 } : row,
    );
    const part = buildReport(withFacts({ ...sample, group_members }, { min_cell: 0 })).parts.find(
      (one) => one.id === 'league',
    );
    const rows = part?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const row = rows?.find((cells) => cells[1]?.is === 'text' && cells[1].text === 'New members 11');
    // 147.4 of 1,474 are 10 per 100, shrunk a little towards its type; the ends are those of the credit itself
    const cell = row?.[2];
    if (cell?.is !== 'interval') throw new Error('no interval');
    expect(cell.value).toBeCloseTo(10, 1);
    const own = sample.group_credit.find(({ group_id, model }) => group_id === 'g1' && model === 'linear');
    expect(cell.low).toBeCloseTo(Number(own?.conversions_low) / 14.74, 9);
  });

  it('gives a group that nobody was in no rate and no place, and does not take the rates of the others', () => {
    const group_members = sample.group_members.map((row) =>
      row.group_id === 'g3' ? { ...row, members: 0, home_members: 0 } : row,
    );
    const [first] = leaguesOf({ ...sample, group_members }, orders);
    expect(first?.byRate).toBe(true);
    expect(first?.ranked.map((row) => row.group_id)).not.toContain('g3');
    expect(first?.ranked.every((row) => row.places.last <= 6)).toBe(true);
    expect(first?.empty).toMatchObject([{ group_id: 'g3', members: 0, credit: { conversions: 48.7 } }]);
    const part = buildReport({ ...sample, group_members }).parts.find((one) => one.id === 'league');
    const rows = part?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const row = rows?.find((cells) => cells[1]?.is === 'text' && cells[1].text === 'General');
    expect(row?.[2]).toMatchObject({ is: 'missing', reason: expect.stringContaining('Nobody was present') });
    expect(row?.[3]).toMatchObject({ is: 'number', value: expect.closeTo(48.7 * 0.97, 9) });
  });

  it('says that members are those seen where there is no memberships table', () => {
    const group_members = sample.group_members.map((row) => ({ ...row, basis: 'observed' as const }));
    const part = buildReport({ ...sample, group_members }).parts.find((one) => one.id === 'league');
    const table = part?.blocks.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.columns.map((one) => one.label)).toEqual(
      expect.arrayContaining(['Per 100 members seen before refunds, shrunk']),
    );
    expect(table?.kind === 'table' && table.note).toContain('the first activity stands for joining');
  });

  it('lists the group without a conversion', () => {
    expect(leaguesOf(sample, orders)[0]?.ranked.at(-1)).toMatchObject({
      group_id: 'g7',
      credit: { conversions: 0 },
    });
  });

  it('ties all places when all groups are equal', () => {
    const group_credit = sample.group_credit.map((row) => ({ ...row, conversions: 50, conversions_se: 5 }));
    const groups = sample.groups.map((group) => ({ ...group, type: 'group' }));
    const [all] = leaguesOf(
      { ...sample, group_credit, groups, group_week: inColumns(groupWeek, []), match_rate: [] },
      orders,
    );
    const tied = all?.ranked.filter((row) => row.credit.conversions > 0) ?? [];
    expect(tied.every((row) => row.places.first === 1)).toBe(true);
  });
});

describe('trust', () => {
  it('turns red when the books do not balance', () => {
    const reconciliation = sample.reconciliation.map((row, at) =>
      at === 1 ? { ...row, difference: 0.01 } : row,
    );
    const checks = checksOf({ ...sample, reconciliation });
    expect(worstLevel(checks)).toBe('bad');
    expect(checks[0]?.text).toContain('last touch');
    const { opening, parts } = buildReport({ ...sample, reconciliation });
    expect(opening.title).toContain('Do not decide');
    expect(opening.decision.items[0]?.title).toContain('Fix the data first');
    expect(parts[0]?.id).toBe('trust');
    expect(parts[0]?.closed).toBeUndefined();
  });

  it('does not let the placebo window change the light', () => {
    expect(worstLevel(checksOf(sample))).toBe(
      worstLevel(checksOf({ ...sample, placebo: [], placebo_test: [] })),
    );
  });

  it('keeps unknown unknown', () => {
    const unknown = withFacts(sample, { members: null, members_matched: null });
    expect(checksOf(unknown).find((check) => check.label === 'Members matched')).toMatchObject({
      level: 'open',
    });
  });
});

describe('summary', () => {
  it('says it when there is no highlight', () => {
    const part = buildReport(sample).parts.find(({ id }) => id === 'highlights');
    // sixteen groups; the total is of a week that the calendar names, and is not judged
    expect(part?.title).toBe('No real highlight this week: 16 series, none beyond what chance explains');
  });

  it('suppresses figures about too few people', () => {
    const report = JSON.stringify(buildReport(withFacts(sample, { min_cell: 5 })).tables);
    expect(report).toContain('"hidden"');
    // a figure hidden along with one about few people may be large: no cell says that it is below five
    expect(report).not.toMatch(/"<\d/);
    expect(JSON.stringify(buildReport(withFacts(sample, { min_cell: 0 })).tables)).not.toContain('"hidden"');
  });
});

it('builds plain data, the same twice', () => {
  const report = buildReport(sample);
  expect(structuredClone(report)).toEqual(report);
  expect(JSON.stringify(buildReport(structuredClone(sample)))).toBe(JSON.stringify(report));
});

describe('placebo windows', () => {
  const textOf = (language: 'en' | 'zh', change: Partial<PlaceboTest>) => {
    const placebo_test = sample.placebo_test.map((row) => ({ ...row, ...change }));
    return placeboChecks({ ...withFacts(sample, { language }), placebo_test })[0]?.text ?? '';
  };
  const low = { ratio: 0.01, low: 0, high: 0.04, after: 4, warning: null };

  it('say that timing gives no support, and that this shows neither', () => {
    const text = textOf('en', {});
    expect(text).toContain(
      'Of 500 whose windows can be seen on both sides: 357 after, 420 before, ratio 0.85',
    );
    expect(text).toContain('timing alone gives no support');
    expect(text).toContain('neither that the tactic works nor that it does not');
  });

  it('call an interval that reaches up unclear', () => {
    expect(textOf('en', { ratio: 0.6, high: 0.9 })).toContain('no clear support');
  });

  it('never say that it works, however low the count after', () => {
    expect(textOf('en', low)).toContain(
      'compatible with cause, and with people becoming active shortly before',
    );
    expect(textOf('en', low)).not.toMatch(/works|caused|effect|proves?/);
    expect(textOf('zh', low)).not.toMatch(/有效|证明/);
  });

  it('say nothing about few', () => {
    expect(textOf('en', { warning: 'few' })).toContain('Too few conversions');
    expect(placeboChecks({ ...sample, placebo_test: [] })[0]?.text).toContain('For none of them');
  });
});

describe('sensitivity', () => {
  const part = sensitivity(sample);
  const [table] = part.blocks.filter((block) => block.kind === 'table');

  it('counts the cells that keep a group among the first five', () => {
    const rows = (table?.rows ?? []).map((row) =>
      row.slice(0, 3).map((cell) => cellText(cell, { kind: 'text' }, languages.en)),
    );
    expect(rows).toEqual([
      [expect.any(String), '6 of 6 cells', '1'],
      [expect.any(String), '6 of 6 cells', '2–3'],
      [expect.any(String), '6 of 6 cells', '2–3'],
      [expect.any(String), '1 of 6 cells', '4–none'],
    ]);
    expect(part.title).toBe(
      'orders: three groups are among the first five in all 6 cells, four groups in at least one',
    );
  });

  it('says when nothing has credit', () => {
    expect(sensitivity(empty).title).toContain('nothing to compare');
  });
});

describe('the headline of a period that is not one week', () => {
  it('gives the total alone, and the change of a week with that week and its own number', () => {
    const whole = withFacts(sample, { period_from: null, period_to: null, week_label: null });
    const { change } = buildReport(whole).opening;
    expect(change.title).toBe('orders: 708 landed net');
    expect(change.sentences[0]?.text).toBe(
      'The last complete week (from 2026-11-09): 586 people, a week with 11.11.',
    );
    expect(buildReport(sample).opening.change.title).toBe(
      'orders 708, by 586 people before refunds: a week with 11.11. No group stands out.',
    );
  });

  it('names in part 5 the week that is judged where the period is longer, and not where it is that week', () => {
    const text = (published: Published) => {
      const { lead, blocks } = highlights(published);
      const findings = blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
      return [lead, ...findings.map((one) => one.text)].join(' ');
    };
    const whole = withFacts(sample, { period_from: null, period_to: null, week_label: null });
    expect(text(whole)).toContain(
      'What is judged is the last complete week of the period, that of 2026-11-09.',
    );
    expect(text(whole)).toContain('orders, week of 2026-11-09: 586 people');
    expect(text(sample)).not.toContain('What is judged');
    expect(text(sample)).toContain('orders: 586 people');
  });

  it('stays short whatever the calendar calls its days; the sentence below has the name', () => {
    const name = 'Opening of the flagship store in the new town, with live music and a lion dance';
    const { change } = buildReport({
      ...sample,
      calendar: sample.calendar.map((day) => ({ ...day, name })),
    }).opening;
    expect(change.title).toBe(
      'orders 708, by 586 people before refunds: a week with a day of the calendar. No group stands out.',
    );
    expect(change.sentences.map(({ text }) => text).join(' ')).toContain(`A week with ${name.slice(0, 30)}`);
  });
});

describe('a kind of activity that stopped', () => {
  it.each([
    ['en', 'link clicks'],
    ['zh', '点链接'],
  ] as const)('has the name that readers know, in %s', (language, label) => {
    const stopped = sample.freshness.slice(0, 1).map((row) => ({
      ...row,
      ...{ scope: 'kind' as const, name: 'link_click', missing_days: 7, usual_silence_days: 0 },
      ...{ silent_from: '2026-11-09', silent_to: '2026-11-15', status: 'silent' as const },
    }));
    const published = withFacts({ ...sample, freshness: [...sample.freshness, ...stopped] }, { language });
    const texts = checksOf(published).map(({ text }) => text);
    expect(texts.some((text) => text.includes(label))).toBe(true);
    expect(texts.join(' ')).not.toContain('link_click');
  });
});
