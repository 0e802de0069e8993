/** Inputs and stages on another file system, which Node and DuckDB cannot reach: here a mount of Hadoop's viewfs. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { interpreted, removeSettings, sparkSettings } from './settings.js';

afterAll(() => {
  removeProjects();
  removeSettings();
});

test('inputs and warehouse by URL: the same tables; DuckDB says that it cannot', async () => {
  const project = writeProject({}, 'smallest');
  cpSync(join(import.meta.dirname, '../../fixtures/smallest'), project, { recursive: true });
  const text = readFileSync(join(project, 'grouplift.yaml'), 'utf8');
  const elsewhere = text
    .replace(/(files: )(\w+)\.csv/g, `$1viewfs://lake/files/$2.c*v`)
    .concat(`\nengine: { kind: spark, master: 'local[2]', warehouse: 'viewfs://lake/files/warehouse' }\n`);
  writeFileSync(join(project, 'urls.yaml'), elsewhere);
  const duckdb = await runIn(project, { out: 'duckdb' });
  const { env } = sparkSettings({
    ...interpreted,
    'spark.hadoop.fs.viewfs.mounttable.lake.link./files': `file://${project}`,
  });
  const spark = await runIn(project, { out: 'spark', args: ['--config', 'urls.yaml'], env });
  expect(spark.stderr).not.toContain('error');
  expect([duckdb.code, spark.code]).toEqual([0, 0]);
  expect(readdirSync(join(project, 'warehouse'))).toEqual([]);
  await expectSameTables(duckdb.out, spark.out);
  const manifest = JSON.parse(readFileSync(join(spark.out, 'manifest.json'), 'utf8'));
  expect(manifest.inputs[0].files[0].path).toBe('viewfs://lake/files/activities.csv');
  const refused = await runIn(project, { out: 'no', args: ['--config', 'urls.yaml', '--engine', 'duckdb'] });
  expect(refused.stderr).toMatch(/error: "viewfs:\/\/.*" is on another machine/);
  expect([refused.code, refused.published, refused.leftovers]).toEqual([2, false, []]);
});
