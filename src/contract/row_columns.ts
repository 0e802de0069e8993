/** Rows of a table as columns, for tables with a row for every group and week: no object per row. */

/** A column of texts. */
export interface TextColumn {
  /** the distinct texts, in order of first appearance */
  readonly texts: readonly string[];
  /** for every row the position of its text */
  readonly places: Int32Array;
}

/** A column by its name: numbers as they are, NaN for an empty one. */
export type Columns<Row> = {
  readonly [Name in keyof Row]: Row[Name] extends string ? TextColumn : Float64Array;
};

/** The rows in order; iterating creates one object per row, only for as long as it is looked at. */
export interface RowColumns<Row> extends Iterable<Row> {
  readonly length: number;
  readonly columns: Columns<Row>;
}

/** What a column holds: texts, none of them empty, or numbers. */
export type ColumnKinds<Row> = { readonly [Name in keyof Row]: Row[Name] extends string ? 'text' : 'number' };

type Cell = string | number | null;

interface Growing {
  readonly name: string;
  readonly add: (value: Cell, at: number) => void;
  readonly made: (length: number) => TextColumn | Float64Array;
}

/** Rows of columns of these kinds, given some at a time; throws on a value of another kind. */
export function growingColumns<Row extends Readonly<Record<keyof Row, Cell>>>(
  kinds: ColumnKinds<Row>,
): { readonly add: (rows: Iterable<Row>) => void; readonly made: () => RowColumns<Row> } {
  const growing = Object.entries<string>(kinds).map(([name, kind]) =>
    kind === 'text' ? growingTexts(name) : growingNumbers(name),
  );
  let length = 0;
  return {
    add: (rows) => {
      for (const row of rows) {
        const cells: Readonly<Record<string, Cell>> = row;
        for (const { name, add } of growing) add(cells[name] ?? null, length);
        length++;
      }
    },
    made: () => {
      const columns = growing.map(({ name, made }) => [name, made(length)] as const);
      return {
        length,
        columns: Object.fromEntries(columns) as Columns<Row>,
        *[Symbol.iterator]() {
          for (let at = 0; at < length; at++)
            yield Object.fromEntries(columns.map(([name, column]) => [name, cellAt(column, at)])) as Row;
        },
      };
    },
  };
}

/** The value of a row in a column. */
export function cellAt(column: TextColumn | Float64Array, at: number): Cell {
  if (!(column instanceof Float64Array)) return textAt(column, at);
  return numberAt(column, at);
}

/** The text of a row. */
export function textAt({ texts, places }: TextColumn, at: number): string {
  return texts[places[at] ?? -1] ?? '';
}

/** The number of a row; null: empty. */
export function numberAt(column: Float64Array, at: number): number | null {
  const value = column[at];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Whether any row has a number there. */
export function isKnown(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}

function growingTexts(name: string): Growing {
  const known = new Map<string, number>();
  let places = new Int32Array(1024);
  return {
    name,
    add: (value, at) => {
      if (typeof value !== 'string') throw new Error(`${name}: found ${value}, expected a text`);
      if (at === places.length) places = doubled(places, new Int32Array(2 * at));
      const place = known.get(value) ?? known.size;
      if (place === known.size) known.set(value, place);
      places[at] = place;
    },
    made: (length) => ({ texts: [...known.keys()], places: places.slice(0, length) }),
  };
}

function growingNumbers(name: string): Growing {
  let numbers = new Float64Array(1024);
  return {
    name,
    add: (value, at) => {
      if (typeof value === 'string' || Number.isNaN(value))
        throw new Error(`${name}: found ${value}, expected a number or nothing`);
      if (at === numbers.length) numbers = doubled(numbers, new Float64Array(2 * at));
      numbers[at] = value ?? Number.NaN;
    },
    made: (length) => numbers.slice(0, length),
  };
}

function doubled<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
