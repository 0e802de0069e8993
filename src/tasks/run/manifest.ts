import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, GoalConfig } from '../../config/config.js';
import { currencyDigits } from '../../contract/money.js';
import { version } from '../../contract/version.js';
import type { Engine } from '../../engines/engine.js';
import type { ModelName } from '../../models/index.js';
import { hashesOf } from '../../project/output/owned_files.js';
import { businessDay, zonedText } from '../../project/period.js';
import type { Timing } from '../../project/timing.js';
import type { PublishedTable } from '../../publish/index.js';
import type { Encoding } from '../../sources/encoding.js';
import type { Source } from '../../sources/load.js';
import type { SourceFile } from '../../sources/plan.js';
import type { Finding } from '../check/findings.js';
import type { RunFacts } from './facts.js';
import type { Status } from './light.js';
import { type Note, noteInEnglish } from './note.js';
import { resultNotes } from './notes.js';
import { leftOutOf } from './report_rows.js';
import { goalTotals } from './restatements.js';
import { ruleHashes } from './rule_hashes.js';

/** What the manifest tells of a run. */
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
  readonly status: Status;
}

/** Writes manifest.json: what was read and how, what came out, what every step cost. */
export function writeManifest(folder: string, parts: ManifestParts): void {
  const { config, facts, engine } = parts;
  const manifest = {
    tool: 'grouplift',
    version,
    run_hash: facts.run_hash,
    ...parts.status,
    finished_at: new Date().toISOString(),
    engine: { name: engine.name, version: engine.version },
    node: process.version,
    config: {
      path: config.path,
      sha256: createHash('sha256').update(readFileSync(config.path)).digest('hex'),
    },
    period: { from: facts.period.from, to: facts.period.to, week: facts.period.week },
    as_of: zonedText(facts.as_of_us, config.timezone),
    as_of_us: facts.as_of_us,
    models: parts.models,
    rules: ruleHashes(config),
    goals: config.goals.map((goal) => goalEntry(goal, config)),
    inputs: parts.sources.map((source) => inputEntry(source, config)),
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

/** How the money of a goal is written. */
function goalEntry({ name, value, currency }: GoalConfig, config: Config): Record<string, unknown> {
  const money = currency ?? config.currency;
  return { goal: name, value, currency: money, digits: currencyDigits(money) };
}

function inputEntry(source: Source, config: Config): Record<string, unknown> {
  const day = (us: number | null) => (us === null ? null : businessDay(us, config.timezone));
  return {
    table: source.table,
    rows: source.rows,
    rejected: source.rejected,
    skipped: source.skipped,
    hash: source.hash,
    first_day: day(source.first_ts_us),
    last_day: day(source.last_ts_us),
    files: source.files.map((file) => ({
      path: file.url ?? file.path,
      bytes: file.bytes,
      sha256: file.sha256,
      ...encodingOf(file),
      ...(file.remote === undefined ? {} : { modified_at: new Date(file.remote.modified_ms).toISOString() }),
    })),
  };
}

/** How the text of a file was read, and whether its configuration or its bytes said so. */
function encodingOf({ format }: SourceFile): Partial<Encoding> {
  const { encoding, encoding_by } = format;
  return format.format === 'csv' || format.format === 'json' ? { encoding, encoding_by } : {};
}
