import { defineConfig } from 'vitest/config';
import { slow } from './tests/slow.js';

const apart = ['tests/browser/**', 'tests/spark/**', 'tests/house.test.ts'];

/** What holds for every project: a time zone with half an hour in it, and time enough for runs of the whole program beside other work. */
const everywhere = {
  env: { TZ: 'America/St_Johns' },
  testTimeout: 180_000,
  hookTimeout: 600_000,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: { ...everywhere, name: 'quick', include: ['tests/**/*.test.ts'], exclude: [...apart, ...slow] },
      },
      { test: { ...everywhere, name: 'slow', include: slow } },
    ],
  },
});
