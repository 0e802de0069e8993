/** Options that several commands take, each declared once. */

export const configOption = {
  config: { value: '<file>', summary: 'the configuration', default: 'grouplift.yaml' },
} as const;

/** What a command takes that opens only DuckDB. */
export const machineOptions = {
  memory: { value: '<size>', summary: 'memory for the database, such as 2GB' },
  threads: { value: '<number>', summary: 'threads of the database' },
} as const;

/** What a command takes that opens the engine of a project. */
export const engineOptions = {
  engine: {
    value: '<name>',
    summary: 'where the SQL runs: duckdb (inside this program) or spark',
    choices: ['duckdb', 'spark'],
  },
  master: {
    value: '<url>',
    summary: 'with spark: the master, such as local[2] or spark://host:7077',
  },
  ...machineOptions,
} as const;

export const asOfOption = {
  asOf: { value: '<time>', summary: 'read nothing later than this date or time' },
} as const;

export const modelsOption = {
  models: { value: '<names>', summary: 'attribution models, separated by commas' },
} as const;

/** The options that choose the reported period. */
export const periodOptions = {
  week: { value: '<week>', summary: 'report one week, such as 2026-W46, or last' },
  month: { value: '<month>', summary: 'report one month, such as 2026-11, or last' },
  quarter: { value: '<quarter>', summary: 'report one quarter, such as 2026-Q4, or last' },
  from: { value: '<date>', summary: 'first day to report' },
  to: { value: '<date>', summary: 'last day to report' },
} as const;

export const decimalMarkOption = {
  decimalMark: {
    value: '<mark>',
    summary: 'decimal mark, "." or "," (default: detected; you are asked if it is unclear)',
    choices: ['.', ','],
  },
} as const;
