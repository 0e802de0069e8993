import type { Config } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import { emptyWords } from '../../contract/empty_words.js';
import { columnsOf } from '../../contract/tables.js';
import type { Source } from '../../loading/load.js';
import { foldedHeader } from '../../sources/headers.js';
import { transformed } from '../../sources/transforms.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';

/** What to do about rejected rows: words such as NULL, in columns that may be empty, only have to be named as what they are; rows without what every row needs may belong to the rows above them. */
export function rejectedHint(source: Pick<Source, 'table' | 'columns' | 'rejects'>, config: Config): string {
  const mend = 'Fix the file, or raise rejects.max_share if these rows may be left out.';
  const words = new Map<string, Set<string>>();
  for (const { column, found } of source.rejects) {
    const canonical = optionalColumn(source, column, config);
    if (canonical === null || !emptyWords.includes(found.trim().toLowerCase())) continue;
    words.set(canonical, (words.get(canonical) ?? new Set()).add(found));
  }
  if (words.size === 0) return `${filledHint(source)}${yearHint(source, config)}${mend}`;
  const columns = [...words].map(
    ([column, found]) => `${column}: { ${[...found].map((word) => `${yamlScalar(word)}: ""`).join(', ')} }`,
  );
  return `If these words say that there is nothing, write values: { ${columns.join(', ')} } under inputs.${source.table}. ${mend}`;
}

/** How rows with an empty cell where every row needs a value are left out, if most of the rejected rows are of this sort. */
function filledHint({ table, rejects }: Pick<Source, 'table' | 'rejects'>): string {
  const empty = rejects.filter(({ found }) => found === '');
  const [first] = empty;
  if (first === undefined || empty.length * 2 < rejects.length || first.column === '') return '';
  const filled = `filled: [${yamlScalar(first.column)}]`;
  return `If rows without ${visible(first.column)} are no records of their own (further lines of an order, or orders that were never paid), write ${filled} under inputs.${table}. `;
}

/** What to write where days have no year and none is declared. */
function yearHint({ table, rejects }: Pick<Source, 'table' | 'rejects'>, { inputs }: Config): string {
  const parts = partsOf(inputs[table]).filter(({ rows }) => rows.year === null);
  const lacksYear = ({ column, found }: Source['rejects'][number]) =>
    parts.some(({ rows }) => {
      const transforms = rows.derived.find(({ name }) => name === column)?.transforms;
      return (
        transforms !== undefined &&
        transformed(found, transforms, leapYear) !== transformed(found, transforms, null)
      );
    });
  const days = rejects.filter(lacksYear);
  if (days.length * 2 < rejects.length || days.length === 0) return '';
  return `These days have no year: write the year they are of, such as year: 2026, under inputs.${table}. `;
}

/** A year in which each day exists. */
const leapYear = 2024;

/** The canonical column that a column of the files feeds, where it may be empty. */
function optionalColumn(
  { table, columns }: Pick<Source, 'table' | 'columns'>,
  column: string,
  { inputs }: Config,
): string | null {
  const named = Object.entries(inputs[table]?.columns ?? {}).find(([, source]) => source === column)?.[0];
  const canonical = named ?? columns.find((name) => foldedHeader(name) === foldedHeader(column));
  if (canonical === undefined) return null;
  const described = columnsOf(table)[canonical];
  return described === undefined || 'required' in described ? null : canonical;
}
