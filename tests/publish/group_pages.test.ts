import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pagesUpTo } from '../../src/publish/group_pages.js';

it('takes every group into one page, and pages follow each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (last) => {
      const bounds = pagesUpTo(last).map((page) => (page.match(/\d+/g) ?? []).map(Number));
      const groups = bounds.flatMap(([before = 0, end = 0]) =>
        Array.from({ length: Math.min(end, last) - before }, (_, at) => before + 1 + at),
      );
      expect(groups).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    }),
    { numRuns: 200 },
  );
});
