import type { LoadPlan, SourceFile } from '../plan.js';
import { type RecordScan, scanRecords } from '../records/record_scan.js';
import type { RecordFacts } from '../records/records.js';
import { writeCleanCopy } from './clean_copy.js';

/**
 * Counts the records of every CSV file of a plan, independently of the engine that reads them. A file with records that no reader can
 * parse, or with mixed line ends, is read from a copy without these.
 */
export async function withRecords(plan: LoadPlan, copyOf: (file: SourceFile) => string): Promise<LoadPlan> {
  const files: SourceFile[] = [];
  for (const file of plan.files) files.push(isCounted(file) ? await counted(file, copyOf) : file);
  return { ...plan, files };
}

function isCounted(file: SourceFile): boolean {
  return file.format.format === 'csv' && file.remote === undefined;
}

async function counted(file: SourceFile, copyOf: (file: SourceFile) => string): Promise<SourceFile> {
  const scan = await scanRecords(file);
  const before = file.damage ?? { damaged: [], rows: 0 };
  if (scan.damage.length === 0 && !scan.hasMixedEnds)
    return { ...file, records: { ...factsOf(scan), damaged: before.damaged, damaged_rows: before.rows } };
  const target = copyOf(file);
  const copy = await writeCleanCopy(file, scan, target);
  const damaged = [...before.damaged, ...copy.damaged].sort((a, b) => a.first_line - b.first_line);
  return {
    ...file,
    readable: target,
    records: { ...factsOf(scan), damaged, damaged_rows: before.rows + copy.rows },
  };
}

function factsOf(scan: RecordScan): Omit<RecordFacts, 'damaged' | 'damaged_rows'> {
  const emptied = scan.damage.reduce((sum, { first_line, last_line }) => sum + last_line - first_line + 1, 0);
  return {
    readable: scan.records,
    empty_lines: scan.emptyLines + emptied - (scan.endsDamaged ? 1 : 0),
    needs_order: scan.needsOrder,
    row_like: scan.rowLike,
    rows_inside: scan.rowsInside,
    totals: scan.totals,
  };
}
