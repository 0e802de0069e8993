/** What stands around the parts: contents, buttons, heads of lists, in English. */
export const page = {
  legend: 'Legend',
  find: 'Find a group, owner or type',
  copy: 'Copy as picture',
  copied: 'Copied',
  otherLanguage: '\u4e2d\u6587',
  summary: 'Summary',
  rest: (count: number) => `More: ${count} ${count === 1 ? 'block' : 'blocks'} of figures and evidence`,
  contents: 'Contents',
  skip: 'Skip to the report',
  more: (count: number) => `Show ${count} more`,
  printed: (shown: number, all: number) => `printed: the first ${shown} of ${all.toLocaleString('en')} rows`,
  omitted: (count: string) => `${count} more rows are in the workbook and the tables.`,
  rowsBelow: (count: string) => `${count} rows, further down on this sheet; not printed.`,
  beyondSheet: (count: string, table: string) =>
    `${count} more rows are in the table ${table} (tables/${table}.parquet).`,
  interval: '95 % interval',
  low: (label: string) => `${label}, 95 % low`,
  high: (label: string) => `${label}, 95 % high`,
  lowEnd: 'Low end',
  highEnd: 'High end',
  sort: 'Sort by this column',
  evidence: 'Evidence',
  asOf: (time: string) => `Read up to ${time}`,
  run: (hash: string, version: string) => `Run ${hash} \u00b7 grouplift ${version}`,
  runOnly: (hash: string) => `Run ${hash}`,
  /** after the title of what is closed in print */
  closed: (rows: string) =>
    rows === '0'
      ? ' (closed here)'
      : ` (closed here; ${rows} ${rows === '1' ? 'row is' : 'rows are'} in the workbook)`,
  folded: (rows: string) => `${rows} more ${rows === '1' ? 'row is' : 'rows are'} in the workbook.`,
  finding: 'Finding',
  figure: 'Figure',
  value: 'Value',
  note: 'Note',
  week: 'Week of',
  check: 'Check',
  tables: 'Tables',
  cut: 'More in the full report.',
};
