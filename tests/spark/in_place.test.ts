/** Activities in Parquet files on another file system are read by Spark where they lie, and mean the same as to DuckDB. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Outcome, query, removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { interpreted, removeSettings, sparkSettings } from './settings.js';

afterAll(() => {
  removeProjects();
  removeSettings();
});

const csv = `read_csv('${join(import.meta.dirname, '../../fixtures/everything/activities.csv')}', header = true, all_varchar = true)`;
/** As a cluster writes them: instants, ids partly numbers, names that need quotes in SQL; two rows cannot be taken, three are another system's. */
const clean = `SELECT timezone('Asia/Shanghai', CAST(时间 AS TIMESTAMP)) AS "时间", 群ID AS "群\`ID\\""", 成员ID, 类型, 编号, 角色, 'c:\\''chat' AS system, 7::SMALLINT AS url_count, 2.5::DOUBLE AS amount, true AS mention_all
  FROM ${csv}`;
const bad = `SELECT * REPLACE (CASE WHEN 编号 = 'p1' THEN NULL ELSE "群\`ID\\""" END AS "群\`ID\\""", CASE WHEN 编号 = 'p2' THEN TIMESTAMPTZ '1950-01-01' ELSE 时间 END AS 时间, 'x' || 编号 AS 编号) FROM (${clean}) WHERE 编号 IN ('p1', 'p2')`;
const foreign = `SELECT * REPLACE ('c:''chat' AS system) FROM (${clean}) LIMIT 3`;

const columns = `{ ts: 时间, group_id: '群\`ID\\"', member_id: 成员ID, kind: 类型, activity_id: 编号, role: 角色, source: system }`;

interface Project {
  readonly folder: string;
  readonly lake: string;
}

/** The fixture with its activities as Parquet files in another folder; here.yaml reads them there, there.yaml by URL. */
async function project(selects: Readonly<Record<string, string>>): Promise<Project> {
  const [folder, lake] = [writeProject({}, 'in_place'), writeProject({}, 'lake')];
  cpSync(join(import.meta.dirname, '../../fixtures/everything'), folder, { recursive: true });
  for (const [name, select] of Object.entries(selects))
    await query(`COPY (${select}) TO '${join(lake, name)}' (FORMAT parquet)`);
  const text = readFileSync(join(folder, 'grouplift.yaml'), 'utf8')
    .replace('files: activities.csv', "files: LAKE/*.parquet\n    where: { system: 'c:\\''chat' }")
    .replace(/columns: \{ ts: .*\}/, `columns: ${columns}`)
    .concat('rejects: { max_share: 0.2 }\n');
  for (const [name, place] of [
    ['here.yaml', lake],
    ['there.yaml', 'viewfs://lake/files'],
    ['file.yaml', `file://${lake}`],
  ] as const)
    writeFileSync(join(folder, name), text.replace('LAKE', place));
  return { folder, lake };
}

/** The same run with DuckDB over local files and with Spark over a foreign file system. */
async function onBoth({ folder, lake }: Project, there = 'there.yaml'): Promise<[Outcome, Outcome]> {
  const { env } = sparkSettings({
    ...interpreted,
    'spark.hadoop.fs.viewfs.mounttable.lake.link./files': `file://${lake}`,
  });
  const onSpark = ['--config', there, '--engine', 'spark', '--master', 'local[2]'];
  return [
    await runIn(folder, { out: 'duckdb', args: ['--config', 'here.yaml'] }),
    await runIn(folder, { out: 'spark', args: onSpark, env }),
  ];
}

interface Input {
  readonly table: string;
  readonly rows: number;
  readonly rejected: number;
  readonly files: readonly { readonly path: string; readonly sha256: string | null }[];
}

function activitiesOf({ out }: Outcome): Input {
  const { inputs } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  return inputs.find(({ table }: Input) => table === 'activities');
}

/** What a run says when it fails, without its progress. */
function errorOf({ stderr }: Outcome): string {
  return stderr.slice(stderr.indexOf('error:'));
}

describe.concurrent('activities by URL', () => {
  test('two files, rows that cannot be taken, names and values that would break SQL: the same tables, nothing copied', async () => {
    const files = await project({
      'a.parquet': `${clean} UNION ALL (${foreign})`,
      'z 群.parquet': `${bad} UNION ALL (${clean})`,
    });
    const [duckdb, spark] = await onBoth(files);
    expect(spark.stderr).not.toContain('bug');
    expect([duckdb.code, spark.code]).toEqual([0, 0]);
    await expectSameTables(duckdb.out, spark.out);
    const [local, remote] = [activitiesOf(duckdb), activitiesOf(spark)];
    expect([remote.rows, remote.rejected]).toEqual([local.rows, local.rejected]);
    expect(remote.rejected).toBe(2);
    expect(remote.files.map(({ path, sha256 }) => [path, sha256])).toEqual([
      ['viewfs://lake/files/a.parquet', null],
      ['viewfs://lake/files/z 群.parquet', null],
    ]);
    expect(local.files.every(({ sha256 }) => sha256 !== null)).toBe(true);
    const said = ({ stderr }: Outcome) => stderr.split('\n').filter((line) => line.includes('.where'));
    expect(said(spark)).toEqual(said(duckdb));
    expect(said(spark).join()).toContain('leaves 3 of');
  });

  test('times as text are left to DuckDB, from a copy: the same sentence if they are not times', async () => {
    const written = `strftime(时间 AT TIME ZONE 'Asia/Shanghai', '%Y/%m/%d %H:%M')`;
    const files = await project({
      'a.parquet': `SELECT * REPLACE (CASE WHEN 编号 < 'p3' THEN '17. 11.' ELSE ${written} END AS 时间) FROM (${clean} LIMIT 5)`,
    });
    const [duckdb, spark] = await onBoth(files);
    expect(errorOf(spark)).toBe(errorOf(duckdb));
    expect(errorOf(spark)).toContain('found "17. 11."');
    expect([duckdb.code, spark.code]).toEqual([3, 3]);
  });

  test('a file without a column that is read: the same sentence', async () => {
    const files = await project({
      'a.parquet': clean,
      'b.parquet': `SELECT * EXCLUDE (角色) FROM (${clean})`,
    });
    const [duckdb, spark] = await onBoth(files);
    expect(errorOf(spark)).toBe(errorOf(duckdb));
    expect(errorOf(spark)).toContain('角色');
    expect([duckdb.code, spark.code]).toEqual([3, 3]);
  });

  test('too many rows that cannot be taken, in a file by the URL of a local path: the same sentence', async () => {
    const files = await project({ 'b.parquet': `${bad} UNION ALL (${clean} LIMIT 3)` });
    const [duckdb, spark] = await onBoth(files, 'file.yaml');
    expect(errorOf(spark)).toBe(errorOf(duckdb));
    expect(errorOf(spark)).toContain('b.parquet, line');
    expect([duckdb.code, spark.code]).toEqual([3, 3]);
  });
});
