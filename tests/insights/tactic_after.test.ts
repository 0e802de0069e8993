import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { afterTactics, verdictOf } from '../../src/insights/tactics/tactic_after.js';
import { addDays } from '../../src/insights/weeks/weeks.js';
import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { groups as groupsTable } from '../../src/publish/groups.js';
import { inColumns } from '../../src/publish/table.js';
import { renderHtml } from '../../src/report/html.js';
import type { Published } from '../../src/report/published.js';
import { blankRow } from '../blank_row.js';
import { sample, withFacts } from '../report/sample.js';

const first = '2026-06-01';
const ran = '2026-08-03';
const groups = Array.from({ length: 12 }, (_, at) => `G${at}`);

/** Twelve groups of one type that land ten people a week; the first four had the tactic in the week of 3 August. */
function world(timesOf: (week: string) => number, timesOfControl = (_: string) => 1): Published {
  const weeks = Array.from({ length: 24 }, (_, at) => addDays(first, 7 * at));
  return withFacts(
    {
      ...sample,
      groups: groups.map((group_id) => blankRow(groupsTable, { group_id, type: 'club' })),
      group_goal_week: inColumns(
        groupGoalWeek,
        weeks.flatMap((week_start) =>
          groups.map((group_id, at) => {
            const people = 10 * (at < 4 ? timesOf(week_start) : timesOfControl(week_start));
            return {
              group_id,
              goal: 'orders',
              week_start,
              people,
              conversions: people,
              conversions_net: people,
            };
          }),
        ),
      ),
      tactics: [
        {
          ...{ tactic_id: 'T', name: 'Diary', kind: 'activity', cost: null, currency: null, hours: null },
          starts_at_us: Date.UTC(2026, 7, 3) * 1000,
          // the end of Sunday 9 August in Shanghai: midnight of the 10th
          ends_at_us: Date.UTC(2026, 7, 9, 16) * 1000,
          ...{ goal: null, owner: null },
        },
      ],
      tactic_groups: groups.slice(0, 4).map((group_id) => ({
        ...{ tactic_id: 'T', group_id, arm: 'treated' as const, since: ran },
      })),
      freshness: sample.freshness.map((row) => ({ ...row, first_day: first, usual_silence_days: 0 })),
    },
    { last_day: '2026-11-15' },
  );
}

describe('what came after a tactic', () => {
  it('is a lasting gain where more lands in weeks 4 to 8 after it', () => {
    const [one] = afterTactics(world((week) => (week >= ran ? 2 : 1)));
    // 4 groups x 5 weeks x 20 against 4 x 8 x 10, where the others have 8 x 5 x 10 against 8 x 8 x 10: twice as much
    expect(one?.later?.ratio).toBeCloseTo(2, 12);
    expect(one?.verdict).toBe('lasting');
  });

  it('is a pulse where it is over when the tactic is, and the season takes nothing from that', () => {
    const season = (week: string) => (week > addDays(ran, 14) ? 3 : 1);
    const [one] = afterTactics(world((week) => (week === ran ? 3 : 1) * season(week), season));
    expect([one?.during?.ratio, one?.later?.ratio]).toEqual([3, 1]);
    expect(one?.verdict).toBe('pulse');
  });

  it('is brought forward where fewer land right after it', () => {
    const [one] = afterTactics(
      world((week) => (week === ran ? 3 : week > ran && week <= addDays(ran, 14) ? 0.1 : 1)),
    );
    expect(one?.verdict).toBe('pulled_forward');
  });

  it('cannot be told where nothing moved', () => {
    expect(afterTactics(world(() => 1))[0]?.verdict).toBe('cannot_tell');
    const wide = { ratio: 1, low: 0.5, high: 2 };
    expect(verdictOf({ during: { ratio: 3, low: 2, high: 4 }, soon: wide, later: wide })).toBe('cannot_tell');
    expect(verdictOf({ during: null, soon: null, later: null })).toBe('cannot_tell');
  });

  it('waits until eight weeks have passed, and says from when on', () => {
    const young = withFacts(
      world(() => 1),
      { last_day: '2026-10-03' },
    );
    expect(afterTactics(young)).toEqual([]);
    // the eighth week after that of 3 August ends with 4 October
    const page = renderHtml(buildReport(young)).replace(/<[^>]*>/g, '');
    expect(page).toContain('the first one can be judged from 2026-10-05 on');
    expect(afterTactics(withFacts(young, { last_day: '2026-10-04' })).length).toBe(1);
  });

  it('says what could have been seen and the cheapest next step where it cannot tell', () => {
    const page = renderHtml(buildReport(world(() => 1)));
    // every group alike: 4 x 5 x 10 and 4 x 8 x 10 with it, 8 x 5 x 10 and 8 x 8 x 10 without: 1/200 + 1/320 + 1/400 + 1/640 = .0121875,
    // 3 + 7 degrees; three questions of one tactic, so t(1 - .05 / 3; 10) = 2.4645 and t(.8; 10) = .8791: exp(3.3436 x .110397) = 1.4464
    expect(page).toMatch(/a lasting gain of 45\s% or more would have been detected/);
    // a group adds 4 (1/200 + 1/320) a side, four a side: 2 x .008125 in all, t(.975; 6) + t(.8; 6) = 3.3526: exp(3.3526 x .127475) = 1.533;
    // five a side: t(.975; 8) + t(.8; 8) = 2.3060 + .8889: exp(3.1949 x .114018) = 1.4395
    expect(page).toMatch(/run it again in 5 groups chosen at random, leave 5 of the same type without it/);
    const chinese = renderHtml(
      buildReport(
        withFacts(
          world(() => 1),
          { language: 'zh' },
        ),
      ),
    );
    expect(chinese).toContain('\u957f\u671f\u63d0\u5347\u82e5\u8fbe\u5230 45%');
  });

  it('is in the page and in the findings, in both languages', () => {
    const lasting = world((week) => (week >= ran ? 2 : 1));
    for (const [language, words] of [
      ['en', 'left a lasting gain in orders: 2.0 times what groups of the same type'],
      ['zh', '\u957f\u671f\u89c1\u6548\uff1a\u7ed3\u675f\u540e\u7b2c 4\u20138 \u5468'],
    ] as const)
      expect(renderHtml(buildReport(withFacts(lasting, { language })))).toContain(words);
  });
});
