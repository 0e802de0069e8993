/** What a program passes to the library about the engine is checked as on the command line; a wrong number of threads ended the whole process. */
import { expect, it } from 'vitest';
import { check, explain, openProject, readLift, run, UserError } from '../src/index.js';

const calls = {
  run: (settings: object) => run({ config: 'grouplift.yaml', ...settings }),
  check: (settings: object) => check({ config: 'grouplift.yaml', ...settings }),
  explain: (settings: object) => explain('c1', { config: 'grouplift.yaml', ...settings }),
  readLift: (settings: object) => readLift({ config: 'grouplift.yaml', ...settings }),
  openProject: (settings: object) => openProject({ config: 'grouplift.yaml', ...settings }, async () => {}),
};

it.each(Object.entries(calls))('%s', async (_, call) => {
  for (const [settings, sentence] of [
    [{ threads: 0 }, '--threads: found "0", expected a whole number from 1 to 1024.'],
    [{ threads: Number.NaN }, '--threads: found "NaN", expected a whole number from 1 to 1024.'],
    [{ threads: 1e9 }, '--threads: found "1000000000", expected a whole number from 1 to 1024.'],
    [{ memory: 'lots' }, '--memory: found "lots", expected a size.'],
    [{ engine: 'sqlite' }, '--engine: found "sqlite", expected duckdb or spark.'],
  ] as const) {
    const error = await call(settings).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, message: sentence });
  }
});
