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
    [{ memory: '18446744073709551616GB' }, '--memory: found "18446744073709551616GB", expected a size.'],
    [{ memory: '0GB' }, '--memory: found "0GB", expected a size.'],
    [{ memory: 'lots' }, '--memory: found "lots", expected a size.'],
    [{ engine: 'sqlite' }, '--engine: found "sqlite", expected duckdb or spark.'],
  ] as const) {
    const error = await call(settings).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, message: sentence });
  }
});

const names = Object.keys(calls) as (keyof typeof calls)[];

/** What a call throws. */
async function thrownBy(call: () => Promise<unknown>): Promise<unknown> {
  return call().then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
}

it.each(names)('%s refuses what it does not take, which would be ignored in silence', async (name) => {
  for (const [options, message, hint] of [
    [{ asof: '2026-11-01' }, 'there is no option "asof".', 'Did you mean `asOf`?'],
    [{ 'as-of': '2026-11-01' }, 'there is no option "as-of".', 'Did you mean `asOf`?'],
    [{ constructor: 1 }, 'there is no option "constructor".', /^It takes: .*config/],
    [{ asOf: 20261101 }, 'the option asOf is the number 20261101, expected a text.', /./],
    [{ config: null }, 'the option config is null, expected a text.', /./],
    [{ config: undefined }, 'the option config is missing.', /^It takes: /],
    [{ threads: '2' }, 'the option threads is the text "2", expected a number.', /./],
    [{ memory: ['2GB'] }, 'the option memory is a list, expected a text.', /./],
  ] as const) {
    const error = await thrownBy(() => calls[name](options));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 2, message: `${name}: ${message}` });
    expect((error as UserError).hint).toMatch(hint);
  }
});

/** The same functions as a program without types sees them. */
const untyped = { run, check, explain, readLift, openProject } as Record<
  string,
  (...given: unknown[]) => Promise<unknown>
>;

it('options, hooks and ids of another kind are refused, too', async () => {
  const config = { config: 'grouplift.yaml' };
  for (const [call, given, message] of [
    ['run', [], 'run: found nothing, expected an object.'],
    ['check', ['grouplift.yaml'], 'check: found the text "grouplift.yaml", expected an object.'],
    [
      'run',
      [{ ...config, models: 'linear' }],
      /^run: the option models is the text "linear", expected a list/,
    ],
    ['run', [{ ...config, csv: 'yes' }], 'run: the option csv is the text "yes", expected true or false.'],
    ['run', [{ ...config, kernel: 'rows' }], '--kernel: found "rows", expected arrays or sql.'],
    ['run', [{ ...config, failOn: 'red' }], 'run: there is no option "failOn".'],
    ['run', [{ ...config, signal: AbortSignal.abort() }], 'run: there is no option "signal".'],
    ['check', [config, { onstage: () => {} }], 'check, hooks: there is no option "onstage".'],
    [
      'check',
      [config, { signal: true }],
      'check, hooks: the option signal is true, expected an AbortSignal.',
    ],
    ['explain', [1001, config], 'explain: the id of the conversion is the number 1001, expected a text.'],
  ] as const) {
    const error = await thrownBy(async () => untyped[call]?.(...given));
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(message);
  }
});
