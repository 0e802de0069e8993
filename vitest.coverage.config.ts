import { defineConfig } from 'vitest/config';

/** How much of the pure rooms the tests that call them run; what the built program runs in a process of its own is not seen. */
export default defineConfig({
  test: {
    include: ['tests/{config,importers,insights,lift,paths,report,statistics}/**/*.test.ts'],
    env: { TZ: 'America/St_Johns' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/{text,statistics,config,paths,chain,models,lift,importers,insights,report}/**/*.ts'],
      reportOnFailure: true,
      // Where it stood on 30 November 2026, rounded down.
      thresholds: { statements: 90, branches: 79, functions: 91, lines: 91 },
      reporter: ['text-summary', 'text'],
    },
  },
});
