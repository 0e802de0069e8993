import type { Panel } from '../lift/panel/panel.js';
import type { Grid } from './grid.js';

/** What the list of groups says of a unit. */
interface Described {
  readonly unit_no: number;
  readonly type: string | null;
  readonly owner_id: string | null;
}

/** The number of each unit's type, in the order of their names; nothing if all are of one type. */
export function typesOf({ units }: Grid, parts: readonly Described[]): Pick<Panel, 'type'> {
  const named = new Map(parts.map((row) => [row.unit_no, row.type ?? '']));
  const own = units.map(({ unit_no }) => named.get(unit_no) ?? '');
  const names = [...new Set(own)].sort();
  return names.length < 2 ? {} : { type: Int32Array.from(own, (name) => names.indexOf(name)) };
}

/** A number for each owner of two units or more, and one of its own for every other unit; nothing if nobody owns two. */
export function ownersOf({ units }: Grid, parts: readonly Described[]): Pick<Panel, 'owner'> {
  const named = new Map(parts.map((row) => [row.unit_no, row.owner_id]));
  const own = units.map(({ unit_no }) => named.get(unit_no) ?? null);
  const names = [...new Set(own.filter((name) => name !== null))].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  const numbers = own.map((name, unit) => (name === null ? names.length + unit : places.get(name)!));
  return new Set(numbers).size === units.length ? {} : { owner: Int32Array.from(numbers) };
}
