import { type ConfigKey, configJsonSchema, configReference } from '../config/reference.js';
import { usageError } from '../contract/errors.js';
import { canonicalTables, columnsOf, type TableName, tableNames } from '../contract/tables.js';
import { textTable } from '../text/text_table.js';

/** The canonical tables or the configuration, as text or JSON; for the configuration the JSON is a JSON Schema. */
export function schemaText(what: string, format: 'text' | 'json'): string {
  if (what === 'tables')
    return format === 'json' ? asJson(canonicalTables) : tableNames.map(tableText).join('\n\n');
  if (what === 'config')
    return format === 'json' ? asJson(configJsonSchema()) : configReference().map(keyText).join('\n');
  throw usageError(
    `schema: found "${what}", expected tables or config.`,
    'Write grouplift schema tables, or grouplift schema config --json.',
  );
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function tableText(table: TableName): string {
  const columns = (['column', 'kind', '', 'meaning'] as const).map((title) => ({
    title,
    align: 'left' as const,
  }));
  const rows = Object.entries(columnsOf(table)).map(([name, { kind, required, summary }]) => [
    name,
    kind,
    required ? 'required' : '',
    summary,
  ]);
  return [
    table,
    `  ${canonicalTables[table].summary}`,
    ...textTable(columns, rows).map((line) => `  ${line}`),
  ].join('\n');
}

function keyText({ key, type, default: fallback, summary }: ConfigKey): string {
  const value = fallback === '' || fallback === 'required' ? fallback : `default: ${fallback}`;
  return [`${key}${value === '' ? '' : `  (${value})`}`, `    ${type}`, `    ${summary}`].join('\n');
}
