import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { ranBetween, tacticDays } from '../../src/insights/tactics/tactic_days.js';
import { renderHtml } from '../../src/report/html.js';
import type { Published } from '../../src/report/published.js';
import { sample, withFacts } from '../report/sample.js';

const us = (text: string) => Date.parse(text) * 1000;
const days = (from: string, to: string | null, zone: string) =>
  tacticDays({ starts_at_us: us(from), ends_at_us: to === null ? null : us(to) }, zone);

describe('the days of a tactic', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-09T00:00:00+08:00', '2026-11-16T00:00:00+08:00', '2026-11-09', '2026-11-15'],
    // 13 hours ahead and 11 behind: at noon in London both are on another day
    [
      'Pacific/Tongatapu',
      '2026-11-09T00:30:00+13:00',
      '2026-11-09T23:30:00+13:00',
      '2026-11-09',
      '2026-11-09',
    ],
    [
      'Pacific/Pago_Pago',
      '2026-11-09T00:30:00-11:00',
      '2026-11-09T23:30:00-11:00',
      '2026-11-09',
      '2026-11-09',
    ],
    [
      'Pacific/Pago_Pago',
      '2026-11-08T23:59:59-11:00',
      '2026-11-10T00:00:00-11:00',
      '2026-11-08',
      '2026-11-09',
    ],
    // New York puts its clocks back on 1 November 2026 (a day of 25 hours) and forward on 8 March (23 hours)
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', '2026-11-01', '2026-11-01'],
    ['America/New_York', '2026-11-01T03:59:00Z', '2026-11-02T05:01:00Z', '2026-10-31', '2026-11-02'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', '2026-03-08', '2026-03-08'],
    ['America/New_York', '2026-03-09T03:59:00Z', '2026-03-09T04:01:00Z', '2026-03-08', '2026-03-09'],
  ])('in %s from %s to %s are those of its calendar', (zone, from, to, start, end) => {
    expect(days(from, to, zone)).toEqual({ start, end });
  });

  it('are one day where it ends as it begins, at midnight', () => {
    const midnight = '2026-11-09T00:00:00+08:00';
    expect(days(midnight, midnight, 'Asia/Shanghai')).toEqual({ start: '2026-11-09', end: '2026-11-09' });
  });

  it('are open without an end, and unknown without a start', () => {
    expect(days('2026-11-09T12:00:00Z', null, 'UTC')).toEqual({ start: '2026-11-09', end: null });
    expect(tacticDays({ starts_at_us: null, ends_at_us: null }, 'UTC')).toEqual({ start: null, end: null });
  });

  it('decide which weeks it ran in', () => {
    const [tactic] = sample.tactics;
    if (tactic === undefined) throw new Error('the sample has tactics');
    const late = { ...tactic, starts_at_us: us('2026-11-15T23:30:00-11:00'), ends_at_us: null };
    expect(ranBetween(late, '2026-11-09', '2026-11-15', 'Pacific/Pago_Pago')).toBe(true);
    expect(ranBetween(late, '2026-11-09', '2026-11-15', 'UTC')).toBe(false);
  });
});

describe('a tactic that begins after the reported period', () => {
  const [tactic] = sample.tactics;
  const [lift] = sample.lift;
  if (tactic === undefined || lift === undefined) throw new Error('the sample has tactics and readings');
  const id = 'LATER';
  const later = {
    ...sample,
    tactics: [
      ...sample.tactics,
      { ...tactic, tactic_id: id, name: 'Of next year', starts_at_us: us('2026-11-16T00:00:00+08:00') },
    ],
    lift: [...sample.lift, { ...lift, tactic_id: id, goal: 'orders' }],
    tactic_groups: [
      ...sample.tactic_groups,
      { tactic_id: id, group_id: 'g1', arm: 'treated' as const, since: null },
    ],
  };
  const page = (published: Published) =>
    renderHtml(buildReport(published), buildReport(withFacts(published, { language: 'zh' })));

  it('stands nowhere in the report, and in one that holds its day it does', () => {
    expect(page(later)).not.toMatch(/Of next year|LATER/);
    expect(page(withFacts(later, { period_to: '2026-11-22' }))).toMatch(/Of next year/);
  });
});
