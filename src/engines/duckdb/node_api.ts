/**
 * The package of DuckDB, required rather than imported: to import a package of CommonJS, Node.js first reads all of its 180 files for their
 * names, which takes longer than loading them.
 */
import { createRequire } from 'node:module';
import type { DuckDBTypeId as TypeId } from '@duckdb/node-api';

const api: typeof import('@duckdb/node-api') = createRequire(import.meta.url)('@duckdb/node-api');

export const {
  DOUBLE,
  DuckDBInstance,
  DuckDBScalarFunction,
  DuckDBTableFunction,
  DuckDBTypeId,
  INTEGER,
  JSDuckDBValueConverter,
  STRUCT,
  VARCHAR,
} = api;
export type DuckDBTypeId = TypeId;
