/** A unit of a panel with its role in the claim. */
export interface Unit {
  readonly unit_no: number;
  readonly unit_id: string;
  readonly members: number;
  /** index of its first treated period (0: at or before the first of the panel), -1 = never within the panel */
  readonly first_treated: number;
}

/** Where the cells of a panel are. */
export interface Grid {
  readonly units: readonly Unit[];
  readonly days: readonly number[];
  /** unit_no -> row */
  readonly rows: ReadonlyMap<number, number>;
  /** day number -> column */
  readonly columns: ReadonlyMap<number, number>;
}

/** The positions of these units and days in a panel. */
export function gridOf(units: readonly Unit[], days: readonly number[]): Grid {
  return {
    units,
    days,
    rows: new Map(units.map(({ unit_no }, row) => [unit_no, row])),
    columns: new Map(days.map((day, column) => [day, column])),
  };
}
