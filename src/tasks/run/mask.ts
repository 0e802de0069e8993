import { createHmac } from 'node:crypto';
import type { Published } from '../../report/published.js';

/** What a report shows about people, with every id masked: their own ids, and what was found in rejected rows. */
export function maskPeople(published: Published, key: string): Published {
  return {
    ...published,
    kol_credit: published.kol_credit.map((row) => ({ ...row, kol_id: maskOfPerson(row.kol_id, key) })),
    kol_cards: published.kol_cards.map((row) => ({ ...row, kol_id: maskOfPerson(row.kol_id, key) })),
    groups: published.groups.map((row) => ({
      ...row,
      owner_id: row.owner_id === null ? null : maskOf(row.owner_id, key),
      owner_kol_id: row.owner_kol_id === null ? null : maskOf(row.owner_kol_id, key),
    })),
    reasons: published.reasons.map((row) => ({
      ...row,
      given_by: row.given_by === null ? null : maskOf(row.given_by, key),
    })),
    rejects: published.rejects.map((row) => ({
      ...row,
      found: row.found === null ? null : maskOf(row.found, key),
    })),
  };
}

/** Rows that are not about a person, such as `(none)`, keep their names. */
function maskOfPerson(id: string, key: string): string {
  return id.startsWith('(') && id.endsWith(')') ? id : maskOf(id, key);
}

/** Twelve hex digits that nobody can compute or undo without the key; a text has the same mask in every run with the same key. */
export function maskOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 12);
}
