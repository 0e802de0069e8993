import { join } from 'node:path';
import type { Config, InputConfig } from '../config/config.js';
import { inputError, usageError } from '../contract/errors.js';
import { columnsOf, type TableName, tableNames } from '../contract/tables.js';
import type { Engine, Loaded, Skipped } from '../engines/engine.js';
import { declaredReadings } from '../sources/column_readings.js';
import { goalMatch, isElsewhere, whereOf } from '../sources/conditions.js';
import { groupRows, listCellsFile } from '../sources/copies/list_cells.js';
import { valuesWithRows } from '../sources/copies/made_copy.js';
import { withRecords } from '../sources/copies/prepare.js';
import { rosterFile } from '../sources/copies/roster_copy.js';
import {
  type DescribedFile,
  describePlaced,
  type FoundFile,
  findFiles,
  folderOf,
  type PlacedFile,
  withoutRepeats,
} from '../sources/files.js';
import { keyColumns, withKey } from '../sources/key.js';
import { noIdWords } from '../sources/no_ids.js';
import { unfitType } from '../sources/physical_fit.js';
import { type LoadPlan, mapColumns, type SourceFile, sharedColumns } from '../sources/plan.js';
import { sheetRole } from '../sources/sheet_role.js';
import { refuseChanged } from '../sources/stamp.js';
import { withState } from '../sources/state_column.js';
import { whileReading } from '../sources/while_reading.js';
import { writeQuery } from './databases/index.js';
import { firstPlace, loadParts, type Place, sharedReadings } from './load_parts.js';
import { type Known, loadTables, nothingKnown } from './load_tables.js';
import { copyOf, openFiles } from './open_files.js';
import { queriedFile } from './query_copy.js';
import type { Source } from './source.js';

export type { Source };

/** Reads every configured input into the engine; tables without input are created empty. */
export async function loadSources(
  config: Config,
  engine: Engine,
  scratch: string,
  onTable: (table: TableName) => void,
): Promise<Source[]> {
  for (const table of tableNames) if (config.inputs[table] === undefined) await engine.loadNothing({ table });
  const present = tableNames.filter((table) => config.inputs[table] !== undefined);
  const load = async (table: TableName, known: Known) => {
    const input = config.inputs[table];
    if (input === undefined) return null;
    onTable(table);
    return loadSource(table, input, config, engine, scratch, known);
  };
  return loadTables(present, load, engine, config.as_of);
}

/** Reads one input; too many rejected rows, or no rows at all, are errors. */
export async function loadSource(
  table: TableName,
  input: InputConfig,
  config: Config,
  engine: Engine,
  scratch: string,
  known: Known = nothingKnown,
): Promise<Source> {
  if (input.others.length === 0) return loadOne(table, input, config, engine, scratch, known, firstPlace);
  const shared = { ...known, readings: sharedReadings(known.readings) };
  return loadParts(table, input, engine, (part, place) =>
    loadOne(table, part, config, engine, scratch, shared, place),
  );
}

async function loadOne(
  table: TableName,
  input: InputConfig,
  config: Config,
  engine: Engine,
  scratch: string,
  known: Known,
  place: Place,
): Promise<Source> {
  const { plan: bare, repeats } = await planSource(table, input, config, engine, scratch, place);
  const readings = { ...bare.readings, ...known.readings };
  const decided = { ...bare, readings, around_us: known.around_us };
  const { plan, loaded } = await loadPlan(decided, engine, scratch);
  return {
    ...loaded,
    table,
    files: plan.files,
    repeats,
    columns: Object.keys(plan.columns),
    headers: [
      {
        file_nos: plan.files.map(({ file_no }) => file_no),
        columns: Object.keys(plan.columns),
        state: plan.columns.status ?? null,
        unread: unreadColumns(plan),
      },
    ],
  };
}

function unreadColumns({ files, columns, where, matches }: LoadPlan): string[] {
  const read = [
    ...Object.values(columns),
    ...where.map(({ column }) => column),
    ...matches.flatMap(({ conditions }) => conditions.map(({ column }) => column)),
  ];
  return sharedColumns(files).filter((column) => !read.includes(column));
}

/** Counts the records of the files and reads them; if a file changed in the meantime, only that is reported. */
async function loadPlan(
  planned: LoadPlan,
  engine: Engine,
  scratch: string,
): Promise<{ plan: LoadPlan; loaded: Loaded }> {
  const copyFor = (file: SourceFile) => copyOf(file, `${planned.table}-${file.file_no}-clean`, scratch);
  try {
    const plan = await withRecords(planned, copyFor);
    const loaded = await whileReading(
      plan.files.map(({ name }) => name),
      () => engine.load(plan),
    );
    return { plan, loaded: { ...loaded, skipped: [...loaded.skipped, ...rowsBelow(plan.files)] } };
  } finally {
    refuseChanged(planned.files);
  }
}

/** The rows that `until` leaves out of the files. */
function rowsBelow(files: readonly SourceFile[]): Skipped[] {
  return files.flatMap(({ name, below }) =>
    below == null || below.count === 0 ? [] : [{ rule: 'below until' as const, file: name, ...below }],
  );
}

async function planSource(
  table: TableName,
  input: InputConfig,
  config: Config,
  engine: Engine,
  scratch: string,
  place: Place,
): Promise<{ plan: LoadPlan; repeats: FoundFile[] }> {
  const folder = folderOf(config.path);
  const placed = await placedFiles(table, input, folder, engine, scratch, place);
  const described = await describeAll(placed, folder);
  // two identical rosters mean that nobody joined or left between the two days
  const { kept, repeats } =
    input.roster === null ? withoutRepeats(described) : { kept: described, repeats: [] };
  const opened = await openFiles(
    kept.map((file) => inLists(file, place)),
    {
      table,
      declared: input.from_database === null ? input.encoding : 'utf-8',
      zone: declaredZone(input, config),
      key: `inputs.${table}`,
      sheet: sheetRole(table, input, config),
      constants: input.constants,
      files_before: place.files,
    },
    engine,
    scratch,
  );
  const isRoster = table === 'memberships' && input.roster !== null;
  const files = await derivedFiles(opened, { table, input, config, engine, scratch, place });
  const mapped = mapColumns(table, isRoster ? { ...input, columns: {} } : input, files);
  const available = sharedColumns(files);
  const key = keyColumns(table, { config, input }, mapped, available);
  const columns = withState(table, config, withKey(mapped, key), available);
  checkTypes(table, columns, files);
  const plan: LoadPlan = {
    table,
    files,
    columns,
    where: whereOf(table, input, columns, available),
    values: input.values,
    no_ids: noIdWords(table, columns, config.identity.placeholders),
    matches:
      table === 'conversions'
        ? config.goals.flatMap((goal, index) =>
            isElsewhere(goal, config, columns, available)
              ? []
              : goalMatch(goal, index + 1, columns, available, files[0]?.name ?? table),
          )
        : [],
    key,
    landed_states: table === 'conversions' ? input.landed_states : null,
    zone: declaredZone(input, config),
    business_zone: config.timezone,
    currency: moneyCurrency(table, columns, config),
    readings: declaredReadings(table, input, columns),
    around_us: null,
  };
  refuseUndeclaredZone(plan);
  return { plan, repeats };
}

/** The files of a source; for a query, the file with its result. */
async function placedFiles(
  table: TableName,
  { files, from_database }: InputConfig,
  folder: string,
  engine: Engine,
  scratch: string,
  place: Place,
): Promise<PlacedFile[]> {
  if (from_database === null) return findFiles(files, folder, `inputs.${table}.files`, engine, sizeOf(table));
  const path = join(scratch, `${table}-query-${place.files + 1}.csv`);
  await writeQuery(from_database, `inputs.${table}`, folder, path);
  return [{ path, first_entry: 0, last_entry: 0 }];
}

interface Planned {
  readonly table: TableName;
  readonly input: InputConfig;
  readonly config: Config;
  readonly engine: Engine;
  readonly scratch: string;
  readonly place: Place;
}

/** The files of a source, or one file derived from them: from dated lists, a query, or cells that name several groups. */
async function derivedFiles(opened: readonly SourceFile[], planned: Planned): Promise<readonly SourceFile[]> {
  const { table, input, place } = planned;
  const isRoster = table === 'memberships' && input.roster !== null;
  const isList = table === 'tactic_groups' && input.list_cells;
  if (!isRoster && !isList && input.files_query === null) return opened;
  const made_from_values = await valuesWithRows(opened);
  const target = join(planned.scratch, `${table}-derived-${place.files}.csv`);
  const derived = isRoster
    ? [await rosterFile(opened, input, planned.config.timezone, target)]
    : await queriedOrListed(opened, planned, target);
  return derived.map((file) => ({ ...file, made_from_values }));
}

async function queriedOrListed(
  opened: readonly SourceFile[],
  planned: Planned,
  target: string,
): Promise<readonly SourceFile[]> {
  const { table, input } = planned;
  const queried =
    input.files_query === null
      ? opened
      : [await queriedFile(opened, input.files_query, `inputs.${table}`, target)];
  if (table !== 'tactic_groups' || !input.list_cells) return queried;
  const groups = await groupRows(await groupPlans(planned));
  return [await listCellsFile(queried, input, groups, `${target}.groups.csv`)];
}

/** The files of groups are read again for this, under numbers that no other file has. */
const farPlace = 100_000;

async function groupPlans({ config, engine, scratch }: Planned): Promise<LoadPlan[]> {
  const { groups } = config.inputs;
  if (groups === undefined) return [];
  const plans: LoadPlan[] = [];
  for (const [at, one] of [groups, ...groups.others].entries()) {
    const place = { ...firstPlace, files: farPlace * (at + 1) };
    plans.push((await planSource('groups', one, config, engine, scratch, place)).plan);
  }
  return plans;
}

/** The zone of wall times; null if none is declared. */
function declaredZone(input: InputConfig, config: Config): string | null {
  return input.timezone ?? (config.timezone_declared ? config.timezone : null);
}

/** Which tables may be too large for one machine. */
export function sizeOf(table: TableName): 'large' | 'small' {
  return table === 'activities' ? 'large' : 'small';
}

async function describeAll(placed: readonly PlacedFile[], folder: string): Promise<DescribedFile[]> {
  const files: DescribedFile[] = [];
  for (const file of placed) files.push(await describePlaced(file, folder));
  return files;
}

/** The currency of amounts without one: that of the goals with value, if they agree. */
function moneyCurrency(
  table: TableName,
  columns: Readonly<Record<string, string>>,
  config: Config,
): string | null {
  const [first, other] = new Map(
    config.goals.filter((goal) => goal.value).map((goal) => [goal.currency, goal]),
  ).values();
  if (first === undefined) return config.currency;
  if (other === undefined) return first.currency;
  if (table === 'conversions' && columns.currency === undefined) {
    throw usageError(
      `The goals ${first.name} (${first.currency}) and ${other.name} (${other.currency}) differ in currency, and inputs.conversions has no currency column.`,
      'Map it: inputs.conversions.columns: { currency: ... }.',
    );
  }
  return config.currency;
}

/** A file, numbered after those of the previous sources. */
function inLists<F extends FoundFile>(file: F, { entries }: Place): F {
  return { ...file, first_entry: file.first_entry + entries, last_entry: file.last_entry + entries };
}

/** Physical types that do not fit a canonical column are refused before anything is read. */
function checkTypes(
  table: TableName,
  columns: Readonly<Record<string, string>>,
  files: readonly SourceFile[],
): void {
  for (const file of files) {
    for (const [canonical, source] of Object.entries(columns)) {
      const kind = columnsOf(table)[canonical]?.kind ?? 'text';
      const type = file.types[source] ?? 'VARCHAR';
      const unfit = unfitType(kind, type);
      if (unfit === null) continue;
      throw inputError(
        `${file.name}, column "${source}": found type ${type}, expected ${unfit.expected} for ${table}.${canonical}.`,
        unfit.hint,
      );
    }
  }
}

/** Without a declared zone, a TIMESTAMP without an offset in a Parquet file has no definite time. */
function refuseUndeclaredZone(plan: LoadPlan): void {
  if (plan.zone !== null) return;
  for (const file of plan.files) {
    for (const [canonical, source] of Object.entries(plan.columns)) {
      const type = file.types[source] ?? 'VARCHAR';
      if (
        columnsOf(plan.table)[canonical]?.kind !== 'time' ||
        !type.startsWith('TIMESTAMP') ||
        type.includes('TIME ZONE')
      )
        continue;
      throw usageError(
        `${file.name}, column "${source}": its times have no zone, and no zone is declared.`,
        `Add inputs.${plan.table}.timezone (or timezone at the top), such as Asia/Shanghai.`,
      );
    }
  }
}
