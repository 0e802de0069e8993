import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Engine } from '../../engines/engine.js';
import type { Source } from '../../loading/load.js';
import type { ModelName } from '../../models/index.js';
import type { KernelChoice } from '../../pipeline/kernel/index.js';
import { hashesOf } from '../../project/output/owned_files.js';
import type { Timing } from '../../project/timing.js';
import type { PublishedTable } from '../../publish/index.js';
import type { Finding } from '../check/findings.js';
import type { RunFacts } from './facts.js';
import type { Status } from './light.js';
import { type Note, noteInEnglish } from './note.js';
import { resultNotes } from './notes.js';
import { leftOutOf } from './report_rows.js';
import { goalTotals } from './restatements.js';
import { runSaid } from './run_said.js';

/** What the manifest says about a run. */
interface ManifestParts {
  readonly config: Config;
  readonly models: readonly ModelName[];
  readonly sources: readonly Source[];
  readonly tables: readonly PublishedTable[];
  readonly timings: readonly Timing[];
  readonly facts: RunFacts;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly ledgerRows: number;
  readonly engine: Engine;
  readonly kernel: KernelChoice;
  readonly status: Status;
}

/** `arrays`, or `sql` and the reason. */
function creditedBy(kernel: KernelChoice): string {
  return kernel.by === 'arrays' ? 'arrays' : `sql: ${kernel.reason}`;
}

/** Writes manifest.json: what was read and how, the results, and the cost of every step. */
export function writeManifest(folder: string, parts: ManifestParts): void {
  const { config, facts, engine } = parts;
  const manifest = {
    tool: 'grouplift',
    ...runSaid(config, parts.models, parts.sources, facts),
    ...parts.status,
    finished_at: new Date().toISOString(),
    engine: { name: engine.name, version: engine.version, credit: creditedBy(parts.kernel) },
    node: process.version,
    config: {
      path: config.path,
      sha256: createHash('sha256').update(readFileSync(config.path)).digest('hex'),
    },
    tables: Object.fromEntries([
      ['credit', parts.ledgerRows],
      ...parts.tables.map((table) => [table.name, table.rows.length]),
    ]),
    totals: goalTotals(parts.tables),
    left_out: leftOutOf(parts.notes),
    notes: [...parts.findings.map(({ text }) => text), ...resultNotes(parts.tables).map(noteInEnglish)],
    stages: parts.timings.map((timing) => ({
      ...timing,
      seconds: Number(timing.seconds.toFixed(3)),
      cpu_seconds: Number(timing.cpu_seconds.toFixed(3)),
    })),
    files: { 'manifest.json': null, ...hashesOf(folder) },
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
