import { expect, it } from 'vitest';
import { shareChange } from '../../src/statistics/share_change.js';
import { seeded } from './random.js';

const weeks = (share: (at: number) => number, trials = 200) =>
  Array.from({ length: 8 }, (_, at) => ({ hits: Math.round(share(at) * trials), trials }));

it('says nothing without four earlier shares, and p of 1 where nobody or everybody did it', () => {
  expect(shareChange({ hits: 1, trials: 2 }, weeks(() => 0.5).slice(0, 3))).toBeNull();
  expect(
    shareChange(
      { hits: 0, trials: 0 },
      weeks(() => 0.5),
    ),
  ).toBeNull();
  expect(
    shareChange(
      { hits: 0, trials: 9 },
      weeks(() => 0),
    ),
  ).toEqual({ usual: 0, p: 1, reach: 0 });
});

it('finds a share that left its usual one, and does not where shares vary as much among themselves', () => {
  expect(
    shareChange(
      { hits: 90, trials: 200 },
      weeks(() => 0.3),
    )?.p,
  ).toBeLessThan(0.01);
  const wild = weeks((at) => (at % 2 === 0 ? 0.1 : 0.5));
  expect(shareChange({ hits: 90, trials: 200 }, wild)?.p).toBeGreaterThan(0.2);
});

it('reaches as far as chance does: 1.96 errors of binomial shares widened to t with 7 degrees of freedom', () => {
  // pooled .3 of 1,600 and 60 of 200 again: error = sqrt(.3 * .7 * (1 / 200 + 1 / 1600)) = .03437, t(.975; 7) = 2.3646
  const change = shareChange(
    { hits: 60, trials: 200 },
    weeks(() => 0.3),
  );
  expect(change?.reach).toBeCloseTo(2.3646 * Math.sqrt(0.21 * (1 / 200 + 1 / 1600)), 4);
});

it('is below 5 % in at most about 5 of 100 draws without a change', () => {
  const random = seeded(11);
  const draw = (rate: number) => {
    let hits = 0;
    for (let at = 0; at < 120; at++) if (random.uniform() < rate) hits++;
    return { hits, trials: 120 };
  };
  let found = 0;
  for (let at = 0; at < 1000; at++) {
    const change = shareChange(
      draw(0.2),
      Array.from({ length: 8 }, () => draw(0.2)),
    );
    if ((change?.p ?? 1) < 0.05) found++;
  }
  expect(found / 1000).toBeLessThan(0.065);
});
