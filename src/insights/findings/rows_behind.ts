/** Values of a column: one, or a range with both ends. */
type Wanted = string | { readonly from: string; readonly to: string };

/** The rows of a published table behind a finding, as what stands after FROM in SQL; ids and names may contain quotes. */
export function rowsBehind(table: string, where: Readonly<Record<string, Wanted>> = {}): string {
  const conditions = Object.entries(where).map(([column, wanted]) =>
    typeof wanted === 'string'
      ? `${column} = ${literal(wanted)}`
      : `${column} between ${literal(wanted.from)} and ${literal(wanted.to)}`,
  );
  return conditions.length === 0 ? table : `${table} where ${conditions.join(' and ')}`;
}

/** The same of several tables, one after another. */
export function rowsOfSeveral(...rows: readonly string[]): string {
  return rows.join('; ');
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
