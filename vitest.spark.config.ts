import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/spark/**/*.test.ts'],
    env: { TZ: 'America/St_Johns' },
    testTimeout: 1_200_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
