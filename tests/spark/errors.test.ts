/** What goes wrong on Spark: one sentence, an exit code, no output; and a failed run continues where it stopped. */
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { interpreted, removeSettings, sparkSettings } from './settings.js';

const root = join(import.meta.dirname, '../..');
const onSpark = ['--engine', 'spark', '--master', 'local[2]'];

afterAll(() => {
  removeProjects();
  removeSettings();
});

function smallest(): string {
  const project = writeProject({}, 'smallest');
  cpSync(join(root, 'fixtures/smallest'), project, { recursive: true });
  return project;
}

/** A copy of the program whose stage is no SQL. */
function brokenProgram(stage: string): { program: string; mend: () => void } {
  const folder = writeProject({}, 'program');
  for (const part of ['bin', 'dist', 'src', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  for (const part of ['node_modules', '.venv']) symlinkSync(join(root, part), join(folder, part));
  const files = readdirSync(join(folder, 'src/sql'), { recursive: true, encoding: 'utf8' });
  const path = join(folder, 'src/sql', files.find((file) => basename(file) === `${stage}.sql`) ?? '');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/\bSELECT\b/, 'SELEC'));
  return { program: join(folder, 'bin/grouplift.js'), mend: () => writeFileSync(path, text) };
}

/** The stages that a run wrote, from its event log. */
function stagesWritten(eventLog: string): string[] {
  const log = readdirSync(eventLog)
    .map((file) => readFileSync(join(eventLog, file), 'utf8'))
    .join('\n');
  const written = log.matchAll(/InsertIntoHadoopFsRelationCommand file:[^,]*?\/(\w+)\.[0-9a-f]{16},/g);
  return [...new Set([...written].map((match) => match[1] ?? ''))];
}

describe.concurrent('a run on Spark that fails', () => {
  test('no master: says so, exit code 2, nothing written', async () => {
    const { env } = sparkSettings(interpreted);
    const outcome = await runIn(smallest(), {
      args: ['--engine', 'spark', '--master', 'spark://127.0.0.1:1'],
      env,
    });
    expect(outcome.stderr).toMatch(/error: Spark found no master at spark:\/\/127\.0\.0\.1:1\.\n {2}hint: /);
    expect(outcome.code).toBe(2);
    expect([outcome.published, outcome.leftovers]).toEqual([false, []]);
  });

  test('a file that is not there: the same sentence as with DuckDB, exit code 3, nothing written', async () => {
    const project = smallest();
    const text = readFileSync(join(project, 'grouplift.yaml'), 'utf8').replace('activities.csv', 'gone.csv');
    writeFileSync(join(project, 'grouplift.yaml'), text);
    const duckdb = await runIn(project);
    const spark = await runIn(project, { args: onSpark, env: sparkSettings(interpreted).env });
    expect(spark.stderr).toBe(duckdb.stderr);
    expect([spark.code, duckdb.code]).toEqual([3, 3]);
    expect([spark.published, spark.leftovers]).toEqual([false, []]);
  });

  test('no Spark where SPARK_HOME says: exit code 2, nothing written', async () => {
    const outcome = await runIn(smallest(), { args: onSpark, env: { SPARK_HOME: '/nowhere' } });
    expect(outcome.stderr).toMatch(
      /error: SPARK_HOME: "\/nowhere" contains no bin\/spark-submit\.\n {2}hint: /,
    );
    expect(outcome.code).toBe(2);
    expect([outcome.published, outcome.leftovers]).toEqual([false, []]);
  });

  test('too little memory to start: says how much it takes, exit code 2, nothing written', async () => {
    const args = [...onSpark, '--memory', '300MB'];
    const outcome = await runIn(smallest(), { args });
    expect(outcome.stderr).toMatch(/error: Spark does not start with so little memory: .*\n {2}hint: /);
    expect(outcome.code).toBe(2);
    expect([outcome.published, outcome.leftovers]).toEqual([false, []]);
  });

  test('broken SQL: our bug with stage and SQLSTATE, exit code 1, no output; --resume then makes only what is missing', async () => {
    const project = smallest();
    const { program, mend } = brokenProgram('touch_bounds');
    const broken = await runIn(project, {
      out: 'spark',
      program,
      args: onSpark,
      env: sparkSettings(interpreted).env,
    });
    expect(broken.stderr).toMatch(/Spark could not make touch_bounds.*SQLSTATE 42601/);
    expect(broken.code).toBe(1);
    expect([broken.published, broken.leftovers]).toEqual([false, ['.spark.stages']]);
    mend();
    const { env, eventLog } = sparkSettings(interpreted);
    const resumed = await runIn(project, { out: 'spark', program, args: [...onSpark, '--resume'], env });
    const duckdb = await runIn(project, { out: 'duckdb' });
    expect([resumed.code, resumed.stderr.includes('bug')]).toEqual([0, false]);
    await expectSameTables(duckdb.out, resumed.out);
    expect(readdirSync(project)).not.toContain('.spark.stages');
    const written = stagesWritten(eventLog);
    expect(written).toContain('touch_bounds');
    expect(written).not.toContain('conversions');
    expect(written).not.toContain('credit_rows');
  });
});
