import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readings } from '../../sources/column_readings.js';
import type { LoadPlan, SourceFile } from '../../sources/plan.js';
import { decideReadings } from '../decide_readings.js';
import type { Engine, Loaded } from '../engine.js';
import { hasOddIds } from '../odd_ids.js';
import { Miscount } from '../record_counts.js';
import { readNote, writeNote } from '../stage_files.js';
import { planContent, type StageKeys } from '../stage_keys.js';
import { loadSelect } from './load.js';
import { type Again, profile } from './profile.js';
import { isSmallInput } from './small_input.js';

/** What loading needs from the engine. */
export interface Tools extends Pick<Engine, 'rows' | 'view'> {
  readonly store: (name: string, key: string, select: string) => Promise<number>;
  readonly isKept: boolean;
}

/** Reads an input; reads it again if values have two readings, once all of them have been used to decide which one holds. */
export async function loadTable(
  plan: LoadPlan,
  folder: string,
  keys: Pick<StageKeys, 'given'>,
  engine: Tools,
): Promise<Loaded> {
  const name = `in_${plan.table}`;
  const key = keys.given(name, planContent(plan));
  const kept = join(folder, `${name}.${key}.readings.json`);
  let plainest = isSmallInput(plan);
  let readings = (await readNote<Readings>(kept)) ?? plan.readings;
  for (;;) {
    const loaded = await loadAs({ ...plan, readings, plainest }, folder, keys, engine);
    if (loaded === 'unread') plainest = false;
    else if (loaded === 'two readings') {
      readings = { ...readings, ...(await decideReadings({ ...plan, readings }, engine.rows)) };
      await writeNote(kept, engine.isKept, readings);
    } else return loaded;
  }
}

/**
 * Activities in Parquet are read in place; everything else is read once into a stage file. If every row can be accepted, the checks of a row are
 * not repeated each time the file is read, nor are its ids examined if none is odd. The counts are noted next to the stages.
 */
async function loadAs(
  plan: LoadPlan,
  folder: string,
  keys: Pick<StageKeys, 'given'>,
  engine: Tools,
): Promise<Loaded | Again> {
  const name = `in_${plan.table}`;
  const key = keys.given(name, planContent(plan));
  const counted = join(folder, `${name}.${key}.json`);
  const known = await readNote<Loaded>(counted);
  if (known === null) rmSync(join(folder, `${name}.${key}.parquet`), { force: true });
  const rejects = { scans: `scans_${plan.table}`, errors: `errors_${plan.table}` };
  const select = loadSelect(plan, rejects);
  const inPlace = plan.table === 'activities' && plan.files.every((file) => file.format.format === 'parquet');
  for (const table of Object.values(rejects)) await engine.rows(`DROP TABLE IF EXISTS ${table}`);
  await (inPlace ? engine.view(name, select) : engine.store(name, key, select));
  const loaded = known ?? (await profile(plan, rejects, engine.rows));
  if (loaded === 'unread' || loaded === 'two readings') return loaded;
  await writeNote(counted, engine.isKept, loaded);
  if (inPlace && loaded.rejected === 0 && loaded.skipped.length === 0) {
    const rows = hasOddIds(loaded) ? select : loadSelect(plan, rejects, 'as_written');
    await engine.view(name, `SELECT * REPLACE (CAST(NULL AS VARCHAR) AS problem) FROM (${rows})`);
  }
  return loaded;
}

/** Loads a table; if DuckDB's threads miscount the records of a file, one thread reads them again in order. */
export async function loadSafely(plan: LoadPlan, load: (plan: LoadPlan) => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load(plan);
  } catch (error) {
    if (!(error instanceof Miscount)) throw error;
    return load({ ...plan, files: plan.files.map(inOrder) });
  }
}

function inOrder(file: SourceFile): SourceFile {
  return file.records === undefined ? file : { ...file, records: { ...file.records, needs_order: true } };
}
