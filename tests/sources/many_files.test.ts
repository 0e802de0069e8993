/** Many small files are read as one large one is: the same rows, rejects and readings, and with no statements for each. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src/engines/engine.js';
import type { Source } from '../../src/loading/load.js';
import { writeProject } from '../../src/project/folder.js';
import { initProject } from '../../src/tasks/init/index.js';
import { silent } from '../silent.js';
import { withSources } from './loaded.js';

const config = (activities: string) => `timezone: Europe/Berlin
rejects: { max_share: 0.1 }
goals: [{ name: buy, value: false, window_days: 7, match: { goal: buy } }]
inputs:
  activities: ${activities}
  conversions: conversions.csv
  identities: same
`;

/** The last column is there so that no two files are alike: of those, one would count. */
const header = 'ts,group_id,kind,member_id,type,no\n';

/** Row `no` of all: the day first, which one row shows; now and then a row that cannot be read, a time that clocks show twice, or another type. */
function row(no: number): string {
  const day = no === 7 ? '25/01/2026' : `0${(no % 9) + 1}/0${(no % 4) + 1}/2026`;
  const ts = no % 50 === 49 ? 'soon' : no % 40 === 3 ? '25/10/2026 02:30' : `${day} 1${no % 10}:00`;
  return `${ts},g${no % 5},message,m${no % 30},${no % 3 === 0 ? 'x' : 'y'},${no}\n`;
}

function projectOf(files: number, rows: number, rowsOfFile: number): Record<string, string> {
  const project: Record<string, string> = {
    'grouplift.yaml': config('{ files: acts/*.csv, where: { type: y } }'),
    'conversions.csv': 'conversion_id,ts,user_id,goal\nc1,2026-01-05T12:00:00Z,m1,buy\n',
  };
  for (let file = 0; file < files; file += 1) {
    const own = Array.from({ length: rowsOfFile }, (_, at) => file * rowsOfFile + at).filter(
      (no) => no < rows,
    );
    project[`acts/a${String(file).padStart(3, '0')}.csv`] = header + own.map(row).join('');
  }
  return project;
}

async function readOf(engine: Engine, sources: readonly Source[]) {
  const activities = sources.find(({ table }) => table === 'activities');
  if (activities === undefined) throw new Error('no activities came in');
  const { rejects, ...facts } = activities;
  return {
    rows: await engine.rows(
      'SELECT ts_us, group_id, member_id, problem FROM in_activities ORDER BY ts_us NULLS LAST, group_id, member_id, problem',
    ),
    rejects: rejects.map(({ found, reason }) => `${reason} ${found}`).sort(),
    counts: [
      facts.rows,
      facts.rejected,
      facts.left_out,
      facts.ambiguous,
      facts.first_ts_us,
      facts.last_ts_us,
    ],
    readings: facts.readings,
    words: facts.where_words,
  };
}

test('one file or sixty: the same', { timeout: 120_000 }, async () => {
  const [one, many] = [projectOf(1, 240, 240), projectOf(60, 240, 4)];
  const whole = await withSources(one, readOf);
  expect(await withSources(many, readOf)).toEqual(whole);
  // 80 of 240 rows have another type; of the other 160, those whose number ends in 49 or 99 and is no multiple of 3 are rejected
  expect(whole.counts.slice(0, 3)).toEqual([160, 3, 80]);
  expect(whole.counts[3]).toBeGreaterThan(0);
});

type Files = Record<string, string>;

/** The number of statements that something runs with a project. */
async function statementsOf(project: Files, work: (project: Files) => Promise<void>): Promise<number> {
  const run = vi.spyOn(DuckDBConnection.prototype, 'run');
  try {
    await work(project);
    return run.mock.calls.length;
  } finally {
    run.mockRestore();
  }
}

const load = (project: Files) => withSources(project, async () => {});

async function begin({ 'grouplift.yaml': _, ...files }: Files): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-'));
  try {
    writeProject(folder, files, []);
    await initProject(folder, silent);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ['load', load],
  ['init', begin],
])(
  '%s: sixty files more are no sixty statements more, whatever has to be looked at again',
  async (_, work) => {
    const few = await statementsOf(projectOf(6, 240, 40), work);
    expect(few).toBeGreaterThan(20);
    expect(await statementsOf(projectOf(66, 264, 4), work)).toBeLessThan(few + 5);
  },
);
