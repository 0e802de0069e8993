import { describe, expect, it } from 'vitest';
import { landed } from '../../src/insights/landed.js';
import { lastYear, lastYearMonths } from '../../src/insights/weeks/last_year.js';
import type { Published } from '../../src/report/published.js';
import { sample, withFacts } from '../report/sample.js';

/** One goal with net results at equal age in some weeks, in data that begin on a day. */
function world(start: string, end: string, nets: Readonly<Record<string, number>>, begin: string): Published {
  return withFacts(
    {
      ...sample,
      goal_week: Object.entries(nets).map(([week_start, net]) => ({
        ...{ goal: 'orders', week_start, people: net, conversions: net + 5, value_same_age: null },
        conversions_same_age: net,
      })),
      freshness: sample.freshness.map((row) => ({ ...row, first_day: begin, usual_silence_days: 0 })),
      calendar: [],
    },
    { period_from: start, period_to: end },
  );
}

const november = { '2026-11-09': 520, '2025-11-10': 400, '2025-11-03': 90 };
const festival = { '2026-02-16': 30, '2025-02-17': 200, '2025-01-27': 20 };
const day = (date: string, name: string, comparable_to: string) => ({
  date,
  name,
  kind: null,
  comparable_to,
});

describe('the same week of last year', () => {
  it('is 52 weeks before, on the same weekdays', () => {
    const published = world('2026-11-09', '2026-11-15', november, '2025-01-01');
    expect(lastYear(published, 'orders')).toEqual({
      week: '2025-11-10',
      aligned_by: null,
      before: 400,
      current: 520,
    });
  });

  it('is the week of the day that the calendar compares a day of this week with', () => {
    const published = {
      ...world('2026-02-16', '2026-02-22', festival, '2024-01-01'),
      calendar: [day('2026-02-17', 'Spring Festival', '2025-01-29')],
    };
    // 29 January 2025 lies in the week of the 27th
    expect(lastYear(published, 'orders')).toEqual({
      week: '2025-01-27',
      aligned_by: 'Spring Festival',
      before: 20,
      current: 30,
    });
    const fact = landed(published)
      .blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
      .find(({ label }) => label.startsWith('Last year'));
    expect(fact).toMatchObject({ cell: { is: 'number', value: 20 } });
    expect(fact?.note).toBe('+50\u00a0% on it, refunds at equal age; aligned by Spring Festival');
  });

  it('is not a day of some weeks ago, which compares campaigns and no years', () => {
    const published = {
      ...world('2026-11-09', '2026-11-15', november, '2025-01-01'),
      calendar: [day('2026-11-11', '11.11', '2026-10-26')],
    };
    expect(lastYear(published, 'orders')).toMatchObject({ week: '2025-11-10', aligned_by: null });
  });

  it('is nothing where the data begin later, or the period is no week; a week without results is 0', () => {
    expect(lastYear(world('2026-11-09', '2026-11-15', november, '2025-11-11'), 'orders')).toBeNull();
    expect(lastYear(world('2026-11-01', '2026-11-30', november, '2025-01-01'), 'orders')).toBeNull();
    const empty = world('2026-11-09', '2026-11-15', { '2026-11-09': 520 }, '2025-01-01');
    expect(lastYear(empty, 'orders')).toMatchObject({ before: 0 });
  });
});

describe('the same months of last year', () => {
  const days = (rows: Readonly<Record<string, number>>) =>
    Object.entries(rows).map(([day_, conversions]) => ({
      ...{ goal: 'orders', day: day_, people: conversions, conversions: conversions + 7 },
      // as known now, and as known a year before: one and two more had not come back yet
      ...{
        conversions_net: conversions,
        net_365_days_ago: conversions + 1,
        net_366_days_ago: conversions + 2,
      },
      ...{ value_net: null, value_squares: null },
    }));
  const landed_days = days({
    ...{ '2025-01-31': 9, '2025-02-01': 10, '2025-02-14': 20, '2025-02-28': 30, '2025-03-01': 9 },
    ...{ '2026-01-31': 9, '2026-02-01': 40, '2026-02-28': 50, '2026-03-01': 9 },
  });
  const month = (last_day: string, begin = '2024-01-01'): Published => ({
    ...withFacts(
      {
        ...sample,
        landed_days,
        freshness: sample.freshness.map((row) => ({ ...row, first_day: begin, usual_silence_days: 0 })),
        calendar: [day('2026-02-17', 'Spring Festival', '2025-01-29')],
      },
      { period_from: '2026-02-01', period_to: '2026-02-28', last_day },
    ),
  });

  it('are the same days, net at equal age, and a festival that lay outside of them is named', () => {
    expect(lastYearMonths(month('2026-03-09'), 'orders')).toEqual({
      ...{ from: '2025-02-01', to: '2025-02-28', before: 63, current: 90 },
      moved: { name: 'Spring Festival', date: '2025-01-29' },
    });
    const fact = landed(month('2026-03-09'))
      .blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
      .find(({ label }) => label.startsWith('Last year'));
    expect(fact?.note).toContain(
      '+43\u00a0% on it, refunds at equal age; Spring Festival fell outside it then',
    );
  });

  it('are only the days that are over, and nothing where the data are too young or no month is reported', () => {
    // read up to the end of 14 February: 40 against 11 + 21 as they were known a year before
    expect(lastYearMonths(month('2026-02-14'), 'orders')).toMatchObject({
      ...{ to: '2025-02-14', before: 32, current: 40 },
    });
    expect(lastYearMonths(month('2026-03-09', '2025-02-02'), 'orders')).toBeNull();
    expect(lastYearMonths(world('2026-11-09', '2026-11-15', november, '2025-01-01'), 'orders')).toBeNull();
  });

  it('end with February in a leap year and out of it', () => {
    const leap = withFacts(month('2028-12-31'), {
      ...{ period_from: '2028-02-01', period_to: '2028-02-29' },
    });
    expect(lastYearMonths(leap, 'orders')).toMatchObject({ from: '2027-02-01', to: '2027-02-28' });
    const december = withFacts(leap, { period_from: '2027-10-01', period_to: '2027-12-31' });
    expect(lastYearMonths(december, 'orders')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' });
  });
});
