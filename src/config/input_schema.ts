import { type ColumnKind, columnsOf, type TableName, tableNames } from '../contract/tables.js';
import { decimalMarks, timeFormats } from './formats.js';
import { cleanings, transformNames, transforms } from './transforms.js';
import { anyText, either, flag, keys, listOf, mapOf, oneOf, text, texts, wholeAtLeast } from './values.js';
import { z } from './zod.js';

function columnMap<T extends z.ZodType>(
  table: TableName,
  value: () => T,
  isTaken: (kind: ColumnKind) => boolean,
) {
  const columns = Object.entries(columnsOf(table)).filter(([, { kind }]) => isTaken(kind));
  return keys(
    Object.fromEntries(columns.map(([name, { summary }]) => [name, value().optional().describe(summary)])),
  );
}

const anyKind = () => true;
const isTime = (kind: ColumnKind) => kind === 'time' || kind === 'end' || kind === 'date';

const filesError = 'a file name or a list of file names';
const files = () => z.union([text(filesError), listOf(text(filesError), filesError)], { error: filesError });

/** Keys of inputs that hold money, in addition to those of every input. */
const conversionKeys = {
  on_conflict: oneOf(['sum', 'latest', 'first', 'error'])
    .optional()
    .describe(
      'What to do if rows with the same conversion id differ. sum: they are lines of one order; latest, first: they are versions of it, ordered by ingested_at or else by the list of files; error: refuse them. If absent: the newest by ingested_at, and refused without that column.',
    ),
  landed_states: listOf(anyText(), 'a list of states')
    .optional()
    .describe(
      'The values of status that mean the conversion landed. Conversions in other states are left out, and their number is reported.',
    ),
};
const rosterKey = {
  roster: text('a column, or `file name`')
    .optional()
    .describe(
      'The files are dated lists of who was in a group: the column with the date of the list, or `file name` if the date is in the name of the file. Joins and leaves are the differences between lists.',
    ),
  short_lists: oneOf(['leaves', 'skip'])
    .optional()
    .describe(
      'What it means if a dated list has at most half of the people of the previous one. leaves: the others left; skip: the list was cut short and is ignored. If absent: ignored if most of them are back in the next list, otherwise you are asked.',
    ),
};
const listCellsKey = {
  list_cells: flag()
    .default(false)
    .describe(
      'Cells of group_id may name several groups: ids separated by commas, `all`, or a condition on the groups table, such as `type=store`.',
    ),
};
const keyOfConversions = {
  key: listOf(text('the name of a column'), 'a list of columns')
    .optional()
    .describe(
      'Columns (canonical or source) whose values together form the conversion id, such as [order_id, sku] with the column that tells the lines of an order apart, if no single column is a key.',
    ),
};
const formatError = `${either(timeFormats)}, or a map from columns to formats`;

const transformText = Object.entries(transforms)
  .map(([name, does]) => `${name} ${does}`)
  .join('; ');

/** Where a canonical column comes from: a source column, one value for all rows, or a transformed source column. */
function columnSource() {
  const error = 'the name of a source column, { value: ... } or { column: ..., transform: ... }';
  const done = oneOf(transformNames);
  return z.union(
    [
      text(error),
      keys({ value: anyText().describe('The value in every row.') }),
      keys({
        column: text('the name of a source column').describe('The source column.'),
        transform: z
          .union([done, listOf(done, 'a list of transforms')], { error: either(transformNames) })
          .describe(`Transforms applied to each cell, in this order: ${transformText}.`),
      }),
    ],
    { error },
  );
}

/** Keys about preparing the rows and cells of text files and sheets before their columns are read. */
const rowKeys = {
  skip_lines: wholeAtLeast(0)
    .optional()
    .describe('Number of lines above the column names: titles and notes of export programs.'),
  until: text('a text')
    .optional()
    .describe('The data ends before the first row whose first cell is or begins with this text.'),
  clean: listOf(oneOf(cleanings), 'a list of transforms')
    .optional()
    .describe('Transforms applied to every cell of the files: trim, unwrap, half_width.'),
  year: wholeAtLeast(1990).optional().describe('The year of dates that are written without one.'),
};

/** Keys of an input that comes from a query. */
const databaseKeys = {
  database: text('a database file, $NAME of an environment variable, or file:PATH')
    .optional()
    .describe(
      'An SQLite file (.sqlite, .sqlite3, .db) or DuckDB file (.duckdb, .ddb); or where to find the URL of a PostgreSQL, MySQL or MariaDB database: `$NAME` of an environment variable, or `file:PATH`. Never the URL itself.',
    ),
  query: text('one SELECT')
    .optional()
    .describe(
      'The SELECT whose rows are the input. Of a database: run so that it may only read. Of files: their rows are the table `files`, every cell is text, and nothing else can be read.',
    ),
};

/** The map that says where one canonical table comes from. */
export function inputKeys(table: TableName) {
  return keys({
    ...(table === 'conversions' || table === 'reversals' ? keyOfConversions : {}),
    ...(table === 'conversions' ? conversionKeys : {}),
    ...(table === 'memberships' ? rosterKey : {}),
    ...(table === 'tactic_groups' ? listCellsKey : {}),
    files: files()
      .optional()
      .describe(
        'The files, relative to the configuration: a name, a pattern such as `a-*.csv`, or a list. Required unless there is a database.',
      ),
    ...databaseKeys,
    columns: columnMap(table, columnSource, anyKind)
      .prefault({})
      .describe(
        'Canonical column -> source column, only if they differ; or { value: ... } for the same value in all rows, or { column: ..., transform: ... }.',
      ),
    where: mapOf(texts(), 'a map from columns to accepted values')
      .default({})
      .describe(
        'Keeps only rows with these values: source column (or canonical column) -> value or list of values.',
      ),
    filled: listOf(text('the name of a column'), 'a list of columns')
      .optional()
      .describe('Keeps only rows in which these columns (source or canonical) are not empty.'),
    values: columnMap(table, () => mapOf(anyText(), 'a map from source values to canonical values'), anyKind)
      .prefault({})
      .describe('Canonical column -> source value -> canonical value.'),
    timezone: text('an IANA time zone')
      .optional()
      .describe('Zone of wall times in these files (IANA name); by default the zone of the configuration.'),
    encoding: text('a text encoding')
      .optional()
      .describe('Encoding of the files, such as gb18030; by default detected from the content.'),
    time_format: z
      .union([oneOf(timeFormats), columnMap(table, () => oneOf(timeFormats), isTime)], {
        error: formatError,
      })
      .optional()
      .describe(
        'What times made of digits only mean: compact (202611051000), epoch_s, epoch_ms, epoch_us or epoch_ns; what comes first in dates such as 11/02/2026: day_first or month_first; or canonical column -> format. By default detected from the values.',
      ),
    decimal_mark: oneOf(decimalMarks)
      .optional()
      .describe('The decimal separator, "." or ","; by default detected from the values.'),
    parts: flag()
      .default(false)
      .describe('The files are disjoint parts: a row that occurs in two files counts twice.'),
    ...rowKeys,
    sheet: z
      .union([wholeAtLeast(1), text('a sheet')], { error: 'a sheet number from 1 or a sheet name' })
      .optional()
      .describe(
        'Sheet number (from 1) or name; workbooks only. By default the only visible sheet with the columns of the table.',
      ),
  });
}

function inputOf(table: TableName) {
  const error = 'a file name, a list of file names, a map with the key files, or a list of such maps';
  const map = inputKeys(table);
  const ways = [text(error), listOf(text(error), error), map, listOf(map, error)] as const;
  const summary = tableSummary(table);
  return table === 'identities'
    ? z
        .union(ways, { error: `\`same\`, ${error}` })
        .describe(`${summary} \`same\`: member ids and user ids are the same.`)
    : z.union(ways, { error }).describe(summary);
}

function tableSummary(table: TableName): string {
  return `Files of the table ${table}: a name, a list of names, or a map.`;
}

const inputsError = 'a map with activities, conversions, identities and any other table';
const neededTables: readonly TableName[] = ['activities', 'conversions', 'identities'];
type InputSchema = z.ZodOptional<ReturnType<typeof inputOf>> | ReturnType<typeof inputOf>;
const inputShape = Object.fromEntries(
  tableNames.map((table): [TableName, InputSchema] => [
    table,
    neededTables.includes(table) ? inputOf(table) : inputOf(table).optional().describe(tableSummary(table)),
  ]),
) as Record<TableName, InputSchema>;

/** Where each canonical table comes from: the section `inputs` of the file. */
export const inputs = keys(inputShape, inputsError);
