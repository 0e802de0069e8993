/** Part 9: what may be said of a tactic, word for word, and that nothing is said that is not known. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/insights/opening/summary.js';
import { causedOrHarmed, liftEvidence, liftSentence } from '../../src/insights/tactics/lift_sentence.js';
import { kindTerms } from '../../src/insights/tactics/tactic_kinds.js';
import { tacticTables } from '../../src/insights/tactics/tactic_tables.js';
import { tactics } from '../../src/insights/tactics.js';
import { placeboText } from '../../src/insights/trust/placebo.js';
import { wordsOf } from '../../src/insights/wording/words.js';
import { doubts } from '../../src/lift/checks/checks.js';
import { verdicts } from '../../src/lift/checks/verdict.js';
import type { EventStudyChart } from '../../src/report/chart_data.js';
import { eventStudySvg } from '../../src/report/event_study_chart.js';
import { headerText } from '../../src/report/format.js';
import { languages } from '../../src/report/language.js';
import type { Lift, Published } from '../../src/report/published.js';
import type { Cell, Table } from '../../src/report/report.js';
import { empty, lift, sample, withFacts } from '../report/sample.js';

const [cause, trial, noisy, elsewhere, harm, unknown] = lift as [Lift, Lift, Lift, Lift, Lift, Lift];
const say = (row: Lift) => liftSentence(row, 'week', languages.en).replaceAll('\u00a0', ' ');

describe('the sentence of an operator', () => {
  it.each([
    [
      cause,
      'About 100 results (95 % 40 to 160) would not have happened otherwise; last touch credits 400. Smallest effect this data could detect: 84 results. Strongest reason to doubt this: something else that began on the same day would look the same.',
    ],
    [
      trial,
      'About 100 results (95 % 40 to 160) would not have happened otherwise; last touch credits 80. Smallest effect this data could detect: 84 results. Strongest reason to doubt this: it holds for these groups in these weeks; elsewhere it may differ.',
    ],
    [
      { ...trial, incremental_low: -5 },
      'About 100 results (95 % \u22125 to 160) would not have happened otherwise; last touch credits 80. Its whole time shows it; this period alone does not. Smallest effect this data could detect: 84 results. Strongest reason to doubt this: it holds for these groups in these weeks; elsewhere it may differ.',
    ],
    [
      noisy,
      'The estimate is 100 results (95 % \u221220 to 220); last touch credits 400. That is not a finding. Smallest effect this data could detect: 84 results. Strongest reason to doubt this: it seems to work even in the weeks before it began.',
    ],
    [
      // no interval for all tactics at once: 2.8 x .001 x 20,000 members and weeks are what it could have seen alone
      {
        ...{
          ...noisy,
          low: null,
          high: null,
          incremental_low: null,
          incremental_high: null,
          mde_widened: null,
        },
        ...{ fix: 'holdout' as const, fix_groups: 6, fix_periods: 5, fix_effect: 0.03 },
      },
      'The estimate is 100 results (no interval: too few groups); last touch credits 400. That is not a finding. Judged alone, an effect of about 56 results could have been detected. Strongest reason to doubt this: it seems to work even in the weeks before it began. What would settle it: hold out 6 groups, chosen at random, against 6 with it for 5 weeks; that detects 30 results per 1,000 members a week or more (grouplift lift design chooses them).',
    ],
    [
      elsewhere,
      'The reported period contains no complete week of it. While it ran, the difference was 5.0 results per 1,000 members a week (95 % 2.0 to 8.0). Smallest effect this data could detect: 4.2 results per 1,000 members a week. Strongest reason to doubt this: members of the groups without it are also in groups with it.',
    ],
    [
      harm,
      'About 100 fewer results landed than without it (95 % 40 to 160). Smallest effect this data could detect: 84 results. Strongest reason to doubt this: something else that began on the same day would look the same.',
    ],
    [
      unknown,
      'The effect cannot be identified: its events follow each other too closely: none has quiet time around it. 24 groups with it, 31 to compare with. What would settle it: hold out 25 groups, chosen at random, against 25 with it for 8 weeks; that detects 6.1 results per 1,000 members a week or more (grouplift lift design chooses them).',
    ],
  ])('%#', (row, text) => expect(say(row)).toBe(text));

  it('does not print an interval where there is none', () => {
    expect(say({ ...noisy, incremental_low: null, mde_widened: null })).toContain(
      'The estimate is 100 results (no interval: too few groups)',
    );
  });

  it('names the people whom it brought where they landed more, or less, than newcomers would anyway', () => {
    const brought = (recruits_low: number, recruits_effect: number, recruits_high: number) =>
      say({ ...noisy, recruits_low, recruits_effect, recruits_high });
    expect(brought(9, 18, 27)).toContain(
      'Not included: since it began, those who joined landed about 18 more than newcomers before and elsewhere would suggest (95 % 9 to 27).',
    );
    expect(brought(-27, -18, -9)).toContain(
      'about 18 fewer than newcomers before and elsewhere would suggest (95 % 9 to 27)',
    );
    expect(brought(-3, 18, 39)).not.toContain('came in');
  });

  it('tells of a kind its mean, the next one, and the strongest reason to doubt', () => {
    const [kinds] = kindTerms(sample, languages.en);
    expect(kinds?.kind === 'terms' && kinds.terms).toEqual([
      {
        term: 'Link drops, 3 tactics with a number (orders)',
        text: 'Likely caused: on average 1.40 times what was expected without it (95\u00a0% 1.10 to 1.70). The next one may reach 1.00 to 1.80 times. Smallest effect this data could detect: 35\u00a0%. Strongest reason to doubt this: it seems to work even in the weeks before it began.',
      },
    ]);
    expect(kindTerms({ ...sample, lift_kinds: [] }, languages.en)).toEqual([]);
    const open = (fix: 'more_tactics' | 'draw_groups') => ({
      ...sample,
      lift_kinds: sample.lift_kinds.map((row) => ({
        ...row,
        fix,
        fix_tactics: 1,
        fix_groups: 6,
        fix_effect: 0.2,
      })),
    });
    const said = (fix: 'more_tactics' | 'draw_groups') => JSON.stringify(kindTerms(open(fix), languages.en));
    expect(said('more_tactics')).toContain('1 more tactic of this kind');
    expect(said('more_tactics')).toContain('a mean effect of 20\u00a0% or more');
    expect(said('draw_groups')).toContain('at least 6 with it and 6 without');
  });

  it.each(['en', 'zh'] as const)('knows every verdict and every check that can decide (%s)', (language) => {
    const words = languages[language].tactics;
    expect(verdicts.filter((verdict) => words.verdicts[verdict] === undefined)).toEqual([]);
    expect(doubts.length).toBeGreaterThan(15);
    expect(doubts.filter((check) => words.reasons[check] === undefined)).toEqual([]);
  });
});

describe('grades', () => {
  it('go with what was done, not with the size of the number', () => {
    expect([cause, trial, noisy, elsewhere, harm, unknown].map(liftEvidence)).toEqual([
      'B',
      'A',
      'C',
      'C',
      'B',
      null,
    ]);
  });

  it('count caused and harmed apart', () => {
    expect(lift.map(causedOrHarmed)).toEqual(['caused', 'caused', null, null, 'harmed', null]);
    expect(tactics(sample).title).toBe(
      '1 proven, 1 likely, 1 did harm (proven or likely), 1 with a clear difference of unproven cause, 1 too noisy to tell, 1 that cannot be judged',
    );
    // a month later none of them ran, and none of their results can still land
    const later = { period_from: '2027-06-07', period_to: '2027-06-13', last_day: '2027-06-13' };
    const over = sample.tactics.map((row) => ({ ...row, ends_at_us: row.ends_at_us ?? row.starts_at_us }));
    expect(tactics(withFacts({ ...sample, tactics: over }, later)).title).toBe(
      'No tactic ran in the period or shortly before it',
    );
  });
});

describe('what is counted and what is said', () => {
  const titleOf = (rows: readonly Lift[]) => tactics({ ...sample, lift: rows }).title;

  it('a tactic that is read for two goals is one tactic, proven if it is for any', () => {
    const other = { ...cause, goal: 'posts' };
    expect(titleOf([cause, other])).toBe('1 likely');
    expect(titleOf([trial, { ...trial, goal: 'posts', verdict: 'likely_caused' }])).toBe('1 proven');
  });

  it('a tactic of several verdicts counts once, by the surest of them', () => {
    const small: Lift = { ...noisy, verdict: 'no_effect_bigger_than', reason: null };
    const clear: Lift = { ...noisy, verdict: 'clear_difference', goal: 'posts' };
    expect(titleOf([small])).toBe('None proven, 1 without an effect that matters');
    expect(titleOf([small, clear])).toBe('None proven, 1 with a clear difference of unproven cause');
    expect(titleOf([small, clear, { ...cause, tactic_id: small.tactic_id }])).toBe('1 likely');
  });

  it('a series counts as the tactics that are read together in it', () => {
    const kinds = sample.tactics.map((tactic, place) => ({
      ...tactic,
      kind: place < 3 ? 'survey' : 'other',
    }));
    const series = { ...cause, tactic_id: 'kind:survey' };
    expect(tactics({ ...sample, tactics: kinds, lift: [series] }).title).toBe('3 likely');
  });

  it('says how many groups can be compared where those are too few, and what of the others', () => {
    const few: Lift = { ...unknown, reason: 'treated_groups', treated_groups: 3, dropped_groups: 7 };
    expect(say(few)).toContain(
      'too few of the groups that had it can be compared. 3 groups with it, 31 to compare with. 7 more groups cannot be compared: they had it before they could be observed without it, or nobody was at home there.',
    );
    expect(say({ ...few, dropped_groups: 0 })).not.toContain('more group');
  });

  it('of what everybody had at once a count, its normal range, and that anything else would look the same', () => {
    const event: Lift = {
      ...{ ...unknown, verdict: 'counted', counted: 280, counted_from: '2026-03-02', counted_days: 7 },
      ...{ usual: 70, usual_low: 52, usual_high: 90, before_tactic_id: 'e1', before_counted: 75 },
    };
    expect(say(event)).toBe(
      'Everybody had it at once, so there is nothing to compare with and no effect is claimed. 280 results landed in the week from 2026-03-02 on. More than usual: judging by the time before it, 52 to 90 is usual. The one of its kind before it (e1): 75 results. Anything else in those days would look the same. What would settle it: hold out 25 groups, chosen at random, against 25 with it for 8 weeks; that detects 6.1 results per 1,000 members a week or more (grouplift lift design chooses them).',
    );
    // 12 is above 11.6, so that the range that is printed must not hold it
    expect(say({ ...event, counted: 12, usual_low: 0.2, usual_high: 11.6 })).toContain(
      'More than usual: judging by the time before it, 1 to 11 is usual',
    );
    expect(liftEvidence(event)).toBe('counted');
    expect(causedOrHarmed(event)).toBeNull();
    expect(say({ ...event, usual_low: null, usual_high: null })).toContain(
      'there is too little time before it.',
    );
    const shown = tactics({ ...sample, lift: [event] }).blocks.filter((block) => block.kind === 'table');
    expect(shown.map((block) => 'id' in block && block.id)).not.toContain('unidentified');
  });

  it('an effect that can be ruled out is a finding', () => {
    const none: Lift = { ...noisy, verdict: 'no_effect_bigger_than', reason: null };
    expect(say(none)).toContain(': an effect that would matter can be ruled out.');
    expect(say(none)).not.toContain('not a finding');
  });

  it.each(['en', 'zh'] as const)(
    'never says that nothing is incremental where nothing was shown (%s)',
    (language) => {
      const text = languages[language].summary.notIncremental;
      expect(text).not.toMatch(/is incremental:|都不是增量/);
      expect(text).toMatch(/has been shown to be incremental|还没有被证明是增量/);
    },
  );
});

it.each([
  [4.8, 3.9, 'More after than before'],
  [0.85, 0.7, 'The count after is nearly as high as before, or higher'],
])('a ratio of %d from %d on is named as what it is', (ratio, low, text) => {
  const tests = sample.placebo_test.map((row) => ({
    ...row,
    ratio,
    low,
    high: ratio * 1.2,
    warning: 'no_support' as const,
  }));
  expect(placeboText({ ...sample, placebo_test: tests }, 'orders')).toContain(text);
});

describe('part 9', () => {
  const blocks = tactics(sample).blocks;
  const table = blocks.find((block) => block.kind === 'table') as Table;
  const row = (name: string) =>
    table.rows.find(([cell]) => cell?.is === 'text' && cell.text.startsWith(name));

  it('puts what is surest first, and prints no number that is not identified', () => {
    const first = table.rows.map(([cell]) => (cell?.is === 'text' ? cell.text : ''));
    expect(first.slice(0, 2)).toEqual(['<script>alert(1)</script>', expect.stringMatching(/^=HYPERLINK/)]);
    expect(
      row('Red envelopes')
        ?.slice(3)
        .map((cell) => (cell.is === 'number' ? cell.value : null)),
    ).toEqual([null, 400, 10, null, 1, null]);
  });

  it('says of a tactic read with others where it is read', () => {
    expect(row('Rain')?.[1]).toMatchObject({
      text: 'Read together with the others of its kind (red envelopes).',
    });
  });

  it('always says what no rule can see', () => {
    expect(blocks.at(-1)).toEqual({ kind: 'notes', notes: [languages.en.tactics.never] });
  });

  it('draws a dot and a band a period, those before the start pale', () => {
    const chart = blocks.find((block) => block.kind === 'event_study') as EventStudyChart;
    expect(chart.title).toMatch(/nothing before it began, more after$/);
    const svg = eventStudySvg(chart);
    expect(svg.match(/<circle/g)).toHaveLength(4);
    expect(svg.match(/class="band"/g)).toHaveLength(4);
    expect(svg.match(/<g class="before">/g)).toHaveLength(2);
    expect(svg).toContain('<title>1: 6.0 (2.0 \u2013 10.0)</title>');
  });

  it('draws no band where too few groups speak', () => {
    const study = sample.lift_event_study.map((row) =>
      row.since_start === 1 ? { ...row, low: null, high: null } : row,
    );
    const chart = tactics({ ...sample, lift_event_study: study }).blocks.find(
      (block) => block.kind === 'event_study',
    ) as EventStudyChart;
    const svg = eventStudySvg(chart);
    expect(svg.match(/<circle/g)).toHaveLength(4);
    expect(svg.match(/class="band"/g)).toHaveLength(3);
    expect(svg).toContain('<title>1: 6.0</title>');
  });

  it('hides credit about too few people', () => {
    const few = tactics(withFacts(sample, { min_cell: 500 })).blocks;
    expect(JSON.stringify(few)).not.toContain('credits 400');
    expect(JSON.stringify(few)).not.toMatch(/"value":400\b/);
  });

  it('says that no tactic is known', () => {
    expect(tactics(empty)).toMatchObject({
      title: 'No tactic ran in the period or shortly before it',
      blocks: [],
    });
  });
});

it('what landed says that nothing is incremental where that is so, and leaves what was caused to the tactics', () => {
  const said = (published: Published) => findingsOf(published, languages.en).map(({ text }) => text);
  expect(said(sample).join(' ')).not.toContain('would not have happened otherwise');
  expect(said({ ...sample, lift: [] }).at(-1)).toBe(languages.en.summary.notIncremental);
  expect(said(sample)).not.toContain(languages.en.summary.notIncremental);
});

it('a claim is named with its goal where tactics are read for several', () => {
  const [first] = sample.lift;
  if (first === undefined) throw new Error('the sample has no claim');
  const titles = (published: Published) =>
    tactics(published).blocks.flatMap((block) =>
      block.kind === 'table' && block.id === 'tactics' ? block.rows.map(([cell]) => cell) : [],
    );
  const one = titles({ ...sample, lift: [first] }).map((cell) => (cell?.is === 'text' ? cell.text : ''));
  const two = titles({ ...sample, lift: [first, { ...first, goal: 'posts' }] }).map((cell) =>
    cell?.is === 'text' ? cell.text : '',
  );
  expect(one.some((name) => /\((orders|posts)\)$/.test(name))).toBe(false);
  expect(two.filter((name) => /\((orders|posts)\)$/.test(name))).toHaveLength(2);
});

it('keeps costs in several currencies apart, and adds those of a series within each', () => {
  const costs = (...currencies: readonly (string | null)[]): Published => ({
    ...sample,
    tactics: sample.tactics
      .slice(0, 2)
      .map((tactic, at) => ({ ...tactic, cost: 10 + at, currency: currencies[at] ?? null })),
  });
  const shown = (published: Published) =>
    tacticTables(published, new Map(), wordsOf(published.facts)).map(({ columns, rows }) => {
      const heads = columns.map((one) => headerText(one));
      const costs = heads.flatMap((label, at) => (label.startsWith('Cost (') ? [at] : []));
      const costOf = (cell: Cell | undefined) => (cell?.is === 'number' ? cell.value : null);
      return {
        heads: heads.filter((label) => label.startsWith('Cost')),
        rows: rows.map((row) => costs.map((at) => costOf(row[at]))),
      };
    });
  const [two] = shown(costs('CNY', 'USD'));
  const [one] = shown(costs('CNY', 'CNY'));
  expect(one?.heads).toEqual(['Cost (CNY)', 'Cost per incremental (CNY)']);
  expect(two?.heads).toEqual([
    'Cost (CNY)',
    'Cost per incremental (CNY)',
    'Cost (USD)',
    'Cost per incremental (USD)',
  ]);
  const all = shown(costs('CNY', 'USD')).flatMap(({ rows }) => rows);
  expect(all).toContainEqual([10, null]);
  expect(all).toContainEqual([null, 11]);
});

it('has no column of costs, prices or hours where the calendar says none', () => {
  const none = sample.tactics.map((tactic) => ({ ...tactic, cost: null, hours: null }));
  const heads = tacticTables({ ...sample, tactics: none }, new Map(), wordsOf(sample.facts)).map(
    ({ columns, rows }) => {
      for (const row of rows) expect(row).toHaveLength(columns.length);
      return rows.length === 0 ? [] : columns.map(({ label }) => label);
    },
  );
  expect(heads.flat().filter((label) => /Cost|Hours/.test(label))).toEqual([]);
  expect(heads.flat()).toContain('Incremental');
});
