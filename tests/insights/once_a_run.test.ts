import { expect, it } from 'vitest';
import { onceARun } from '../../src/insights/findings/once_a_run.js';
import { sample, withFacts } from '../report/sample.js';

it('works a figure out once for both languages, and again where any row or fact is another', () => {
  let asked = 0;
  const figure = onceARun((published) => {
    asked++;
    return published.goals.length;
  });
  figure(sample);
  figure(withFacts(sample, { language: 'zh' }));
  figure({ ...sample });
  expect(asked).toBe(1);
  figure(withFacts(sample, { min_cell: 7 }));
  expect(asked).toBe(2);
  expect(figure({ ...sample, goals: [] })).toBe(0);
  expect(figure({ ...sample, groups: [...sample.groups] })).toBe(2);
  expect(asked).toBe(4);
  // the first is still known after others of the same groups
  figure(sample);
  expect(asked).toBe(4);
});
