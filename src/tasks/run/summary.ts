import { join } from 'node:path';
import type { RunResult } from './index.js';
import type { Status } from './light.js';
import { noteLines } from './lines.js';
import { type GoalTotals, goalTotals } from './restatements.js';

/** A run as one object, for programs: printed by `grouplift run --json`, returned by the library. */
export interface RunSummary extends Status {
  /** the output folder */
  readonly folder: string;
  readonly period: { readonly from: string | null; readonly to: string | null; readonly week: string | null };
  readonly totals: readonly GoalTotals[];
  /** what the rules found and the run showed, as `level: text` */
  readonly notes: readonly string[];
  readonly paths: Readonly<Record<'manifest' | 'html' | 'xlsx' | 'markdown' | 'tables', string>>;
  /** wall time in seconds, by step */
  readonly seconds: Readonly<Record<string, number>>;
}

export function runSummary(result: RunResult): RunSummary {
  const { folder, facts, tables, timings, status } = result;
  const { from, to, week } = facts.period;
  return {
    ...status,
    folder,
    period: { from, to, week },
    totals: goalTotals(tables),
    notes: noteLines(result),
    paths: {
      manifest: join(folder, 'manifest.json'),
      html: join(folder, 'report.html'),
      xlsx: join(folder, 'report.xlsx'),
      markdown: join(folder, 'report.md'),
      tables: join(folder, 'tables'),
    },
    seconds: Object.fromEntries(timings.map(({ stage, seconds }) => [stage, Number(seconds.toFixed(3))])),
  };
}
