import type { PublishedTable } from '../../publish/index.js';
import type { Finding } from '../check/findings.js';
import { type Note, noteKinds, type SaidNote } from './note.js';

/** Everything that readers of the report should know besides its figures: what the rules found, and what the run itself shows. */
export function runNotes(findings: readonly Finding[], tables: readonly PublishedTable[]): Note[] {
  const found = findings.flatMap(({ note }) => note ?? []);
  const missing = found.flatMap((note) => (note.kind === 'without_value' ? note.count : []));
  const notes = [
    ...found.filter(({ kind }) => kind !== 'without_value'),
    ...resultNotes(tables),
    ...(missing.length === 0
      ? []
      : [{ kind: 'without_value' as const, count: missing.reduce((sum, count) => sum + count, 0) }]),
  ];
  return notes.toSorted((a, b) => noteKinds.indexOf(a.kind) - noteKinds.indexOf(b.kind));
}

/** What rules about the input cannot know, because it is a figure of the period. */
export function resultNotes(tables: readonly PublishedTable[]): SaidNote[] {
  const suspects = tables.find((table) => table.name === 'promo_suspects')?.rows.length ?? 0;
  return suspects === 0 ? [] : [{ kind: 'promo_suspects', count: suspects }];
}
