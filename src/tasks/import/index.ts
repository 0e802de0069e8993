import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isZone, zoneHint } from '../../config/zones.js';
import { inputError, usageError } from '../../contract/errors.js';
import { reasonOf } from '../../contract/system_errors.js';
import { version } from '../../contract/version.js';
import { capabilityNames } from '../../importers/capabilities.js';
import { Clock } from '../../importers/clock.js';
import { madeForReading } from '../../importers/for_reading.js';
import type { DateOrder, ImportContext, Importer, Input } from '../../importers/importer.js';
import { importers } from '../../importers/index.js';
import { beginsTooLong } from '../../importers/text_lines.js';
import { discardHeld, nothingHeld } from '../../project/held.js';
import { hashesOf } from '../../project/output/owned_files.js';
import { openOutput } from '../../project/output.js';
import type { Progress } from '../../project/progress.js';
import { type Cell, csv } from '../../text/csv.js';
import { visible } from '../../text/printable.js';
import { findInputs } from './find_files.js';
import type { ReadingOf } from './reading_of.js';
import type { SourceCounts } from './source_tally.js';
import { Tables } from './tables.js';
import { timeOf } from './time_text.js';

/** The options of `grouplift import`, as typed. */
export interface ImportOptions {
  readonly out: string;
  readonly timezone?: string;
  readonly dateOrder?: string;
  readonly me?: string;
  readonly group?: string;
  readonly format?: string;
  readonly keepText?: true;
  readonly hashIds?: string;
  readonly maxRejects: string;
}

/** What an import reports. */
export interface ImportResult {
  readonly folder: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

interface ReadFile {
  readonly input: Input;
  readonly importer: Importer;
  readonly reading: ReadingOf;
  readonly counts: SourceCounts;
}

const tableNames = [
  ...[
    'activities',
    'memberships',
    'members',
    'member_alias',
    'groups',
    'group_lineage',
    'identities',
    'codes',
  ],
  ...['aggregates', 'sources', 'rejects'],
];

/** Reads exports and writes canonical tables: all of them, or nothing. */
export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  progress: Progress,
): Promise<ImportResult> {
  const zone = checkedZone(options.timezone);
  const shared = checkedOptions(options);
  const planned = [...tableNames.map((name) => `${name}.csv`), 'manifest.json'];
  const output = await openOutput(options.out, planned, progress.holds);
  try {
    const found = await findInputs(files, output.scratch, zone);
    const chosen = chooseImporters(found.inputs, options.format);
    if (chosen.length === 0) throw nothingKnown(files, found.inputs);
    const tables = new Tables(output.staging, {
      me: options.me ?? null,
      keep_text: options.keepText === true,
      has_overlaps: chosen.length > 1,
      key: shared.key,
    });
    const context = contextOf(options, shared.date_order, zone);
    const read = readAll(chosen, tables, context, progress);
    const counts = tables.end();
    refuseRejects(read, shared.max_rejects);
    refuseEmpty(read, counts);
    const known = new Set(chosen.map(({ input }) => input));
    const unknown = found.inputs.filter((input) => !known.has(input));
    const unread = unknown.flatMap(noteUnread);
    const others = [...found.others, ...unknown.map(({ name }) => name)];
    writeSources(output.staging, read, counts);
    writeManifest(output.staging, read, counts, others);
    rmSync(join(output.staging, 'tables'), { recursive: true });
    progress.commit();
    output.publish();
    const { lines, notes } = resultOf(options.out, read, counts, others);
    return { folder: options.out, lines, notes: [...unread, ...notes] };
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    discardHeld({ ...nothingHeld, remove: [output.scratch] });
  }
}

function checkedZone(zone: string | undefined): string | null {
  if (zone === undefined || isZone(zone)) return zone ?? null;
  throw usageError(`--timezone: "${zone}" is not a time zone.`, zoneHint(zone));
}

function checkedOptions(options: ImportOptions): {
  date_order: DateOrder | null;
  key: string | null;
  max_rejects: number;
} {
  const { dateOrder, hashIds, maxRejects } = options;
  if (dateOrder !== undefined && !['dmy', 'mdy', 'ymd'].includes(dateOrder))
    throw usageError(`--date-order: found "${dateOrder}".`, 'Write dmy, mdy or ymd.');
  const max_rejects = Number(maxRejects);
  if (!(max_rejects >= 0 && max_rejects <= 1) || maxRejects.trim() === '')
    throw usageError(
      `--max-rejects: found "${maxRejects}", expected a share from 0 to 1.`,
      'Write a number such as 0.001.',
    );
  const key = hashIds === undefined ? null : keyIn(hashIds);
  return { date_order: (dateOrder ?? null) as DateOrder | null, key, max_rejects };
}

function keyIn(path: string): string {
  let key = '';
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw usageError(
      `--hash-ids: "${path}" cannot be read: ${reasonOf(error) ?? String(error)}.`,
      'Name a file with a secret key of at least 16 characters, such as the output of "openssl rand -hex 32".',
    );
  }
  if (key.length >= 16) return key;
  throw usageError(
    `--hash-ids: the key in "${path}" has ${key.length} characters, expected at least 16.`,
    'Make one with "openssl rand -hex 32", and keep it: the same key gives the same masks.',
  );
}

function contextOf(options: ImportOptions, date_order: DateOrder | null, zone: string | null): ImportContext {
  return {
    date_order,
    group: options.group ?? null,
    me: options.me ?? null,
    shared: new Map(),
    clock: (input) => {
      if (zone !== null) return new Clock(zone);
      throw usageError(
        `${input.name}: its times are local, and nothing says in which time zone.`,
        'Name the zone of the phone or computer that made the export, such as --timezone Asia/Shanghai.',
      );
    },
  };
}

interface Chosen {
  readonly input: Input;
  readonly importer: Importer;
}

/** Which importer reads which file; a file that none recognises is left out, and one that two recognise is a question to the user. */
function chooseImporters(inputs: readonly Input[], format: string | undefined): Chosen[] {
  const forced = importers.find(({ name }) => name === format);
  if (format !== undefined && forced === undefined)
    throw usageError(
      `--format: "${format}" is not a known format.`,
      `Write one of ${importers.map(({ name }) => name).join(', ')}.`,
    );
  if (forced !== undefined) return inputs.map((input) => ({ input, importer: forced }));
  return inputs.flatMap((input) => {
    const fitting = importers.filter((importer) => importer.recognise(input));
    const [importer, other] = fitting;
    if (importer === undefined) return [];
    if (other === undefined) return [{ input, importer }];
    throw usageError(
      `${input.name}: it may be in the format ${fitting.map(({ name }) => name).join(' or ')}.`,
      `Say which one it is: --format ${importer.name} or --format ${other.name}.`,
    );
  });
}

/** Why no importer reads a file, and what to do instead; null if there is nothing to say. */
function whyUnread(input: Input): { readonly what: string; readonly instead: string } | null {
  return madeForReading(input) ?? beginsTooLong(input);
}

/** What the user should know about a file that was left out although it is a chat. */
function noteUnread(input: Input): string[] {
  const found = whyUnread(input);
  return found === null ? [] : [`${visible(input.name)} was not read: it is ${found.what}. ${found.instead}`];
}

function nothingKnown(files: readonly string[], inputs: readonly Input[]): Error {
  for (const input of inputs) {
    const found = whyUnread(input);
    if (found !== null) return inputError(`${visible(input.name)}: it is ${found.what}.`, found.instead);
  }
  const name = inputs[0]?.name ?? files[0] ?? '';
  return inputError(
    `${visible(name)}: it is not an export in a known format.`,
    `The known formats are ${importers.map((one) => one.name).join(', ')}; docs/imports.md says how each is exported.`,
  );
}

/** The newest export first: of two versions of one record, it has the right one. */
function readAll(
  chosen: readonly Chosen[],
  tables: Tables,
  context: ImportContext,
  progress: Progress,
): ReadFile[] {
  const dated = chosen.map((one) => ({ ...one, at: one.importer.exported_us?.(one.input) ?? null }));
  const ordered = dated.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return ordered.map(({ input, importer, at }, place) => {
    progress.stage(input.name, place, ordered.length);
    const reading: ReadingOf = {
      file: input.name,
      format: importer.name,
      platform: importer.platform,
      capabilities: importer.capabilities,
      exported_us: at,
    };
    const counts = tables.begin();
    for (const event of importer.read(input, context)) tables.add(event, reading);
    return { input, importer, reading, counts };
  });
}

function refuseEmpty(read: readonly ReadFile[], counts: Readonly<Record<string, number>>): void {
  const { activities = 0, memberships = 0, identities = 0, groups = 0, aggregates = 0 } = counts;
  const [first] = read;
  if (activities + memberships + identities > 0 || first === undefined) return;
  if (aggregates > 0)
    throw inputError(
      `${first.input.name}: it contains only totals, and totals are not events.`,
      'Import it together with the chats or member lists that these totals belong to.',
    );
  throw inputError(
    `${first.input.name}: nothing was found in it${groups > 0 ? ' but the names of groups' : ''}.`,
    'Export the chat again, with its messages.',
  );
}

function refuseRejects(read: readonly ReadFile[], most: number): void {
  for (const { input, counts } of read) {
    const share = counts.rejects / Math.max(1, counts.records + counts.rejects);
    if (share > most)
      throw inputError(
        `${input.name}: ${counts.rejects} of ${counts.records + counts.rejects} records could not be understood, more than the allowed share of ${most}; ${firstOf(counts)}.`,
        'Export it again, or allow more with --max-rejects and read the reasons in rejects.csv. Nothing was written.',
      );
  }
}

function firstOf({ first_reject }: SourceCounts): string {
  return first_reject === null
    ? ''
    : `the first (line or record ${first_reject.line}): ${first_reject.reason}`;
}

function writeSources(folder: string, read: readonly ReadFile[], counts: Record<string, number>): void {
  const header = [
    'file',
    'format',
    'records',
    'rows',
    'skipped',
    'rejects',
    'first_at',
    'last_at',
    ...capabilityNames,
  ];
  const rows = read.map(({ input, importer, reading, counts: { records, rows: made, ...rest } }): Cell[] => [
    ...[input.name, importer.name, records, made, [...rest.skipped.values()].reduce((a, b) => a + b, 0)],
    rest.rejects,
    ...[rest.first_us, rest.last_us].map((us) => (us === null ? null : timeOf(us))),
    ...capabilityNames.map((name) => String(reading.capabilities[name])),
  ]);
  writeFileSync(join(folder, 'sources.csv'), csv(header, rows));
  counts.sources = rows.length;
}

function writeManifest(
  folder: string,
  read: readonly ReadFile[],
  counts: Readonly<Record<string, number>>,
  others: readonly string[],
): void {
  const manifest = {
    tool: 'grouplift',
    version,
    command: 'import',
    sources: read.map(({ input, importer, reading, counts: one }) => ({
      file: input.name,
      format: importer.name,
      records: one.records,
      rows: one.rows,
      rejects: one.rejects,
      skipped: Object.fromEntries(one.skipped),
      first_at: one.first_us === null ? null : timeOf(one.first_us),
      last_at: one.last_us === null ? null : timeOf(one.last_us),
      capabilities: reading.capabilities,
      notes: one.notes,
    })),
    not_read: others,
    tables: counts,
    files: { 'manifest.json': null, ...hashesOf(folder) },
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function resultOf(
  folder: string,
  read: readonly ReadFile[],
  counts: Readonly<Record<string, number>>,
  others: readonly string[],
): ImportResult {
  const formats = [...new Set(read.map(({ importer }) => importer.name))].join(', ');
  const tables = Object.entries(counts).filter(([, rows]) => rows > 0);
  const skipped = new Map<string, number>();
  for (const { counts: one } of read)
    for (const [reason, times] of one.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + times);
  return {
    folder,
    lines: [
      `Read ${read.length} ${read.length === 1 ? 'file' : 'files'} (${formats}).`,
      ...tables.map(([name, rows]) => `${name}.csv: ${rows} ${rows === 1 ? 'row' : 'rows'}`),
    ],
    notes: [
      ...read.flatMap(({ counts: one }) => one.notes),
      ...[...skipped].map(([reason, times]) => `left out: ${reason} (${times})`),
      ...(others.length > 0
        ? [`not read, because not a chat: ${others.length} (${visible(others[0] ?? '')}, ...)`]
        : []),
    ],
  };
}
