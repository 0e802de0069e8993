import { columnsOf, tableNames } from '../../contract/tables.js';
import { visible } from '../../text/printable.js';
import type { Guess } from './found.js';
import { areOrders, guessFor, lackingFor } from './guess.js';

/** Why a file is none of the tables: what it looks like most, and which columns that table needs besides. */
export function whyLeft(columns: readonly string[]): string {
  const nearest = nearestOf(columns);
  if (nearest === null) return 'no table has such columns';
  const lacking = lackingFor(nearest);
  const own = Object.entries(nearest.columns).map(([name, source]) => `${name} = ${visible(source)}`);
  const seems = `looks most like ${nearest.table} (${own.join(', ')})`;
  return lacking.length === 0
    ? `${seems}, but another file with other columns is taken for them; name it in the configuration if both are`
    : `${seems}, but no column is its ${lacking.join(', nor its ')}`;
}

/** The table with most of the columns, and of these the one that lacks least; null if no table has two. */
function nearestOf(columns: readonly string[]): Guess | null {
  const guesses = tableNames
    .map((table) => guessFor(table, columns))
    .filter((guess) => Object.keys(guess.columns).length >= 2 && !areOrders(guess, columns));
  const likeness = (guess: Guess) => Object.keys(guess.columns).length - 2 * lackingFor(guess).length;
  const known = (guess: Guess) =>
    Object.keys(guess.columns).length / Object.keys(columnsOf(guess.table)).length;
  return guesses.toSorted((a, b) => likeness(b) - likeness(a) || known(b) - known(a))[0] ?? null;
}
