import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../src/config/config.js';
import type { Engine } from '../src/engines/engine.js';
import { loadSources } from '../src/loading/load.js';
import { makeSome, makeTables } from '../src/pipeline/recipe.js';
import { bySql, type PipelineSettings } from '../src/pipeline/settings.js';
import { asOfMoment } from '../src/project/as_of.js';
import { chooseModels } from '../src/project/choose_models.js';
import { writeProject } from '../src/project/folder.js';
import { chosenEngine } from '../src/project/options.js';
import { choosePeriod } from '../src/project/period.js';
import { readConfig } from '../src/project/read_config.js';
import { inScratch } from '../src/project/scratch.js';
import type { OutputColumns } from '../src/publish/columns.js';
import { type Publisher, type RowsOf, rowsOf } from '../src/publish/table.js';
import { silent } from './silent.js';

/** Writes a project, makes every table of its whole history, and works with them. */
export function withTables<T>(
  files: Readonly<Record<string, string>>,
  work: (engine: Engine, config: Config) => Promise<T>,
): Promise<T> {
  return inProject(files, async (engine, settings) => {
    await makeTables(engine, settings, () => {});
    return work(engine, settings.config);
  });
}

/** The rows of one published table of a project, over its whole history. */
export function publishedRows<Name extends string, Columns extends OutputColumns>(
  table: Publisher<Name, Columns>,
  files: Readonly<Record<string, string>>,
): Promise<RowsOf<Columns>> {
  return inProject(files, async (engine, settings) => {
    await makeTables(engine, settings, () => {});
    return rowsOf(table, { ...settings, engine, rejects: [], lift: [] });
  });
}

/** The names of the stages that some tables of a project need. */
export function stagesFor(
  files: Readonly<Record<string, string>>,
  tables: readonly string[],
): Promise<string[]> {
  return inProject(files, async (engine, settings) => {
    const stages: string[] = [];
    await makeSome(engine, settings, tables, (stage) => stages.push(stage));
    return stages;
  });
}

/** Writes a project, reads its inputs, and works with them. */
async function inProject<T>(
  files: Readonly<Record<string, string>>,
  work: (engine: Engine, settings: PipelineSettings) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-project-'));
  try {
    writeProject(folder, files, []);
    const config = readConfig(join(folder, 'grouplift.yaml'));
    return await inScratch(chosenEngine(config, {}), {}, silent, async (engine, scratch) => {
      const sources = await loadSources(config, engine, scratch, () => {});
      const as_of_us = await asOfMoment(engine, sources, config, undefined);
      const settings = {
        config,
        models: chooseModels(config, ['last_touch']),
        period: choosePeriod({}, config),
        as_of_us,
        sources,
        onInput: async () => {},
        kernel: bySql,
      };
      return work(engine, settings);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project by hand: its tables as CSV text, and what else its configuration says. */
export function project(tables: Readonly<Record<string, string>>, more = ''): Record<string, string> {
  const inputs = Object.keys(tables).map((table) => `  ${table}: ${table}.csv\n`);
  return {
    ...Object.fromEntries(
      Object.entries(tables).map(([table, text]) => [`${table}.csv`, `${text.trim()}\n`]),
    ),
    'grouplift.yaml': `timezone: Asia/Shanghai\nas_of: 2026-03-30\ninputs:\n${inputs.join('')}goals:\n  - name: order\n    match: { goal: order }\n    window_days: 7\n${more}`,
  };
}
