/** Every fixture, or the one that SPARK_FIXTURE names, through both engines: the same tables. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { removeSettings, sparkSettings } from './settings.js';

afterAll(() => {
  removeProjects();
  removeSettings();
});

const fixtures = join(import.meta.dirname, '../../fixtures');

const asked = process.env.SPARK_FIXTURE;

describe.each(asked === undefined ? readdirSync(fixtures) : [asked])('fixture %s', (name) => {
  test('comes out the same on Spark', async () => {
    const project = writeProject({}, name);
    cpSync(join(fixtures, name), project, { recursive: true });
    const { env } = sparkSettings();
    const duckdb = await runIn(project, { out: 'duckdb' });
    const spark = await runIn(project, {
      out: 'spark',
      args: ['--engine', 'spark', '--master', 'local[2]'],
      env,
    });
    expect(spark.stderr).not.toContain('bug');
    expect([duckdb.code, spark.code]).toEqual([0, 0]);
    expect(spark.stdout.replaceAll('spark/', 'duckdb/')).toBe(duckdb.stdout);
    expect(spark.leftovers).toEqual([]);
    await expectSameTables(duckdb.out, spark.out);
  });
});
