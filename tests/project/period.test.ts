import { describe, expect, it } from 'vitest';
import { choosePeriod } from '../../src/project/period.js';

const config = { timezone: 'Asia/Shanghai', week_starts: 'monday', as_of: null } as const;
const days = (options: Parameters<typeof choosePeriod>[0], settings: object = {}) => {
  const { from, to, week } = choosePeriod(options, { ...config, ...settings });
  return [from, to, week];
};

describe('the period', () => {
  it.each([
    ['2026-11-16', '2026-11-09', '2026-11-15', '2026-W46'], // a Monday at midnight: the week before is over
    ['2026-11-15', '2026-11-02', '2026-11-08', '2026-W45'], // the Sunday itself is not
    ['2026-11-15T23:59:00+08:00', '2026-11-02', '2026-11-08', '2026-W45'],
    ['2027-01-06', '2026-12-28', '2027-01-03', '2026-W53'],
  ])('of the last week as of %s', (asOf, from, to, week) => {
    expect(days({ week: 'last', asOf })).toEqual([from, to, week]);
  });

  it('begins weeks when the business does', () => {
    expect(days({ week: 'last', asOf: '2026-11-16' }, { week_starts: 'sunday' })).toEqual([
      ...['2026-11-08', '2026-11-14', '2026-W46'],
    ]);
    expect(days({ week: '2026-W46' }, { week_starts: 'sunday' })).toEqual([
      '2026-11-08',
      '2026-11-14',
      '2026-W46',
    ]);
  });

  it('of months and quarters', () => {
    expect(days({ month: '2028-02' })).toEqual(['2028-02-01', '2028-02-29', null]);
    expect(days({ month: 'last', asOf: '2026-12-01' })).toEqual(['2026-11-01', '2026-11-30', null]);
    expect(days({ quarter: '2026-Q4' })).toEqual(['2026-10-01', '2026-12-31', null]);
    expect(days({ quarter: 'last', asOf: '2026-11-16' })).toEqual(['2026-07-01', '2026-09-30', null]);
  });

  it.each([
    [{ from: '0001-01-01', to: '9999-12-31' }, '0001-01-01'],
    [{ to: '2100-01-01' }, '2100-01-01'],
    [{ week: '1970-W01' }, '1969-12-29'],
    [{ month: '9999-12' }, '9999-12-01'],
  ])('%j reaches years in which no row can lie', (options, day) => {
    expect(() => days(options)).toThrow(
      `The period reaches ${day}, and times are read from 1990 to 2099 only.`,
    );
  });

  it('may reach from the first to the last of these years', () => {
    expect(days({ from: '1990-01-01', to: '2099-12-31' })).toEqual(['1990-01-01', '2099-12-31', null]);
  });

  it('is chosen in one way only, and said so', () => {
    expect(() => days({ week: '2026-W46', month: '2026-11' })).toThrow(
      '--week was given together with --month.',
    );
    expect(() => days({ month: '2026-11', from: '2026-11-01' })).toThrow('together with --from or --to');
    expect(() => days({ month: '2026-13' })).toThrow('expected a month');
    expect(() => days({ quarter: '2026-Q5' })).toThrow('expected a quarter');
  });
});
