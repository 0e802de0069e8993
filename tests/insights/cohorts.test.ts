import { expect, it } from 'vitest';
import { cohorts } from '../../src/insights/cohorts.js';
import type { Published } from '../../src/report/published.js';
import type { Part } from '../../src/report/report.js';
import { sample, withFacts } from '../report/sample.js';

const firsts = Array.from({ length: 9 }, (_, at) =>
  new Date(Date.UTC(2026, 5, 1 + 7 * at)).toISOString().slice(0, 10),
);

/** Cohorts of 100 people of whom so many land again in each of the next eight weeks, the newest eight weeks old. */
function world(again: readonly number[], min_cell: number): Published {
  const rows = firsts.flatMap((first_week, at) =>
    Array.from({ length: 9 }, (_, age_weeks) => ({
      ...{ goal: 'orders', first_week, age_weeks },
      people: age_weeks === 0 ? 100 : (again[at] ?? 0),
    })),
  );
  return withFacts(
    { ...sample, cohorts: rows },
    { period_from: '2026-09-14', period_to: '2026-09-27', min_cell },
  );
}

const sentences = ({ blocks }: Part) =>
  blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
const steady = [10, 11, 9, 10, 10, 12, 8, 10];

it('holds the newest cohort of full age against the eight before it, by hand', () => {
  // 80 of 800 person-weeks in each, 640 of 6,400 together; 16 of 100 a week is far outside
  const [found] = sentences(cohorts(world([...steady, 16], 1)));
  expect(found?.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(
    /^Of the 100 people whose first week is 2026-07-27, 16 % landed again in an average week of the next eight; 10 % of the 8 cohorts before them, and \d+ % to \d+ % would be usual\. More than cohorts usually vary\.$/,
  );
  expect(found?.about).toMatchObject({ figure: 0.16, expected: 0.1 });
  const { low, high } = found?.about ?? {};
  expect(((low ?? 0) + (high ?? 0)) / 2).toBeCloseTo(0.1, 10);
  expect(high).toBeLessThan(0.16);
  expect(sentences(cohorts(world([...steady, 11], 1)))[0]?.text).toContain(
    'No more than cohorts usually vary.',
  );
});

it('says nothing without four older cohorts, and nothing that gives a hidden cell away', () => {
  const few = world([...steady, 16], 1);
  const young = { ...few, cohorts: few.cohorts.filter(({ first_week }) => first_week >= '2026-07-13') };
  expect(sentences(cohorts(young))).toEqual([]);
  expect(sentences(cohorts(world([...steady, 3], 5)))).toEqual([]);
});
