import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/contract/errors.js';
import type { Engine } from '../../src/engines/engine.js';
import { loadSources, type Source } from '../../src/loading/load.js';
import { writeProject } from '../../src/project/folder.js';
import { chosenEngine } from '../../src/project/options.js';
import { readConfig } from '../../src/project/read_config.js';
import { inScratch } from '../../src/project/scratch.js';
import { silent } from '../silent.js';

/** Reads the inputs of a project, and works with what came in. */
export async function withSources<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (engine: Engine, sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-sources-'));
  try {
    writeProject(folder, files, []);
    const config = readConfig(join(folder, 'grouplift.yaml'));
    return await inScratch(chosenEngine(config, {}), {}, silent, async (engine, scratch) =>
      work(engine, await loadSources(config, engine, scratch, () => {})),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sentence and hint with which the inputs of a project are refused, and the exit code; fails where they are not. */
export async function refusalOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ code: number; text: string }> {
  try {
    await withSources(files, async () => {});
  } catch (error) {
    if (error instanceof UserError) return { code: error.exitCode, text: `${error.message}\n${error.hint}` };
    throw error;
  }
  throw new Error('the inputs were read, expected a refusal');
}
