import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Engine } from '../engines/engine.js';
import type { Making } from './stages/needed_steps.js';

/** One step of the recipe. */
export interface Step extends Making {
  readonly stage: string;
  readonly run: (engine: Engine) => Promise<number | null>;
}

/** Stage files as steps, each named after the table that it makes. */
export const stages = (...names: string[]): Step[] => names.map((name) => stage(name));

/** A stage file as a step; `table` is what it makes, by default the file's own name. */
export function stage(file: string, table: string = file): Step {
  const run = async (engine: Engine) => {
    const sql = stageSql(file);
    if (!/^-- Kind: view$/m.test(sql)) return engine.make(table, sql);
    await engine.view(table, sql);
    return null;
  };
  return step(file, readBy(file), run, table);
}

/** A step in code, which makes the table of its own name out of those that it reads. */
export function step(
  name: string,
  reads: readonly string[],
  make: (engine: Engine) => Promise<unknown>,
  makes: string | null = name,
): Step {
  const run = async (engine: Engine) => {
    const rows = await make(engine);
    return typeof rows === 'number' ? rows : null;
  };
  return { stage: name, makes, reads, run };
}

/** A step that is taken whatever tables are requested. */
export function always(name: string, reads: readonly string[], run: (engine: Engine) => Promise<void>): Step {
  return step(name, reads, run, null);
}

/** The tables that a stage file says it reads. */
export function readBy(file: string): string[] {
  return /^-- Reads: (.+)$/m.exec(stageSql(file))?.[1]?.split(', ') ?? [];
}

const sqlFolder = new URL('../../src/sql/', import.meta.url);

/** The folders of stage files say what they are about; names are unique without them. */
const fileOf = new Map(
  readdirSync(sqlFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => [basename(file, '.sql'), file.replaceAll('\\', '/')]),
);

/** The text of one stage file. */
export function stageSql(name: string): string {
  const file = fileOf.get(name);
  if (file === undefined) throw new Error(`there is no stage file ${name}.sql`);
  return readFileSync(new URL(file, sqlFolder), 'utf8');
}
