import type { TextColumn } from '../../contract/row_columns.js';

/** The columns of a table with one row per group and week. */
export interface ByGroupAndWeek {
  readonly group_id: TextColumn;
  readonly week_start: TextColumn;
}

/** Which rows of a table count: those with a given text in a column. */
export interface OnlyRows {
  readonly column: TextColumn;
  readonly text: string;
}

/**
 * A figure of every group in the given weeks, one number per week, for the groups with a row in any of them, in the order of their first
 * row there; `without` is the value if a group has no row for a week.
 */
export function groupPanel(
  { group_id, week_start }: ByGroupAndWeek,
  figures: Float64Array,
  weeks: readonly string[],
  without: number,
  only: OnlyRows | null = null,
): Map<string, number[]> {
  const columnOf = placesAmong(week_start.texts, weeks);
  const groups = group_id.texts.map((): number[] | null => null);
  const panel = new Map<string, number[]>();
  const wanted = only === null ? -1 : only.column.texts.indexOf(only.text);
  for (let at = 0; at < figures.length; at++) {
    if (only !== null && only.column.places[at] !== wanted) continue;
    const column = columnOf[week_start.places[at]!]!;
    if (column < 0) continue;
    const group = group_id.places[at]!;
    let row = groups[group] ?? null;
    if (row === null) {
      row = weeks.map(() => without);
      groups[group] = row;
      panel.set(group_id.texts[group] ?? '', row);
    }
    row[column] = figures[at]!;
  }
  return panel;
}

/** The position of every text in a list; -1 if it is not there. */
export function placesAmong(texts: readonly string[], list: readonly string[]): Int32Array {
  const places = new Map(list.map((text, place) => [text, place]));
  return Int32Array.from(texts, (text) => places.get(text) ?? -1);
}
