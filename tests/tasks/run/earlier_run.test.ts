import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { choosePeriod } from '../../../src/project/period.js';
import { readEarlierRun } from '../../../src/tasks/run/earlier_run.js';

const folder = mkdtempSync(join(tmpdir(), 'earlier-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const period = choosePeriod({}, { timezone: 'UTC', week_starts: 'monday' });
const config = { currency: 'CNY', goals: [{ name: 'order', value: true, currency: null }] };
const totals = [{ goal: 'order', conversions: 3, conversions_net: 2, value_net: null, credited: 3 }];
const whole = { tool: 'grouplift', period: { from: null, to: null }, as_of: '2026-11-16 00:00:00', totals };

function holding(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, 'manifest.json'), text);
  return folder;
}

describe('--previous', () => {
  it('reads what a run of the same period printed', async () => {
    expect(await readEarlierRun(holding(whole), period, config)).toEqual({ as_of: whole.as_of, totals });
  });

  it.each([
    ['USD', 2],
    ['JPY', 0],
  ])('refuses a run whose money is %s', async (currency, digits) => {
    const goals = [{ goal: 'order', value: true, currency, digits }];
    const one = (goal: object) => holding({ ...whole, goals: [{ ...goals[0], ...goal }] });
    await expect(readEarlierRun(one({}), period, config)).rejects.toThrow(
      `--previous: the goal "order" is in ${currency} in the run in "${folder}" and in CNY in this one.`,
    );
    expect((await readEarlierRun(one({ goal: 'another' }), period, config)).totals).toEqual(totals);
    expect((await readEarlierRun(one({ currency: 'CNY', digits: 2 }), period, config)).totals).toEqual(
      totals,
    );
  });

  const odd: Record<string, unknown> = {
    'no JSON': '{',
    nothing: '',
    null: null,
    'a number': 7,
    'a list': [],
    'of another tool': { ...whole, tool: 'other' },
    'no period': { ...whole, period: null },
    'a period of numbers': { ...whole, period: { from: 1, to: 2 } },
    'half a period': { ...whole, period: { from: null } },
    'no as_of': { ...whole, as_of: undefined },
    'as_of a number': { ...whole, as_of: 7 },
    'totals a text': { ...whole, totals: 'none' },
    'totals of nothing': { ...whole, totals: [null] },
    'totals of texts': { ...whole, totals: [{ ...totals[0], conversions: '3' }] },
    'totals without a goal': { ...whole, totals: [{ ...totals[0], goal: undefined }] },
  };
  it.each(Object.entries(odd))('refuses %s in one sentence', async (_, content) => {
    await expect(readEarlierRun(holding(content), period, config)).rejects.toThrow(
      /contains no run that can be compared/,
    );
  });

  it('refuses a folder in place of the manifest, and no folder', async () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'manifest.json'), { recursive: true });
    for (const path of [other, join(folder, 'nowhere')])
      await expect(readEarlierRun(path, period, config)).rejects.toThrow(
        /contains no run that can be compared/,
      );
  });
});
