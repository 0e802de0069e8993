/** SQL of a reader, which is written for DuckDB, in Spark's notation: quotes, escapes and a few names differ; the meaning does not. */
export function asSpark(sql: string): string {
  return sql.replace(
    /'((?:[^']|'')*)'|"((?:[^"]|"")*)"|\bVARCHAR\b|\bepoch_us\b/g,
    (token, text: string | undefined, name: string | undefined) => {
      if (text !== undefined) return sparkLiteral(text.replaceAll("''", "'"));
      if (name !== undefined) return sparkIdentifier(name.replaceAll('""', '"'));
      return token === 'VARCHAR' ? 'STRING' : 'unix_micros';
    },
  );
}

/** A text literal: in Spark a backslash escapes. It contains no quote, so that every parser sees the same end. */
function sparkLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", '\\u0027')}'`;
}

/** A quoted identifier. */
export function sparkIdentifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

const duckdbTypes: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
  timestamp_ntz: 'TIMESTAMP',
};

/** The type of a column of a Parquet file, under the name that sources use for it. */
export function duckdbType(sparkType: string): string {
  if (sparkType === 'binary') return 'BLOB';
  if (sparkType.startsWith('array<')) return `${sparkType.slice(6, -1).toUpperCase()}[]`;
  return duckdbTypes[sparkType] ?? sparkType.toUpperCase();
}

/** The name of a type in Spark. */
export function sparkType(type: string): string {
  const known = Object.entries(duckdbTypes).find(([, duckdb]) => duckdb === type);
  return known?.[0] ?? type;
}
