import { noneLabel, unattributedLabel } from '../../contract/published_words.js';
import type { Facts, Published } from '../../report/published.js';

/** Row names that no input id can have; `noGroup` is credit of touches without a group, such as a code of the product itself. */
export const [unattributed, noGroup] = [unattributedLabel, noneLabel];

const controls = /[\p{Cc}\u2028\u2029\ufeff\u200b\u00ad]+/gu;
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const longestName = 40;

/**
 * A name as one short line that fits into any sentence: no control or direction marks, at most 40 characters as a reader
 * counts them, right-to-left text isolated; the id if nothing visible is left.
 */
export function displayName(name: string | null, id: string): string {
  const line = oneLine(name ?? '');
  const shown = shorten(line === '' ? oneLine(id) : line, longestName);
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** Any text on one line, without marks that could reorder the text around it. */
export function oneLine(text: string): string {
  const visible = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(controls, ' ')
    .replace(directionMarks, '');
  return visible.replace(/\s+/g, ' ').trim();
}

/** At most `length` characters, as a reader counts them; a cut is marked with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, length * 16));
  const shown = Array.from(segments, (segment) => segment.segment);
  return shown.length <= length ? text : `${shown.slice(0, length - 1).join('')}\u2026`;
}

/** The printed name of every group seen in the run; if two would look the same, the id is added. */
export function groupNames(published: Published): ReadonlyMap<string, string> {
  const names = known.get(published) ?? namesOf(published);
  known.set(published, names);
  return names;
}

/** Every part needs the names; they are found once. */
const known = new WeakMap<Published, ReadonlyMap<string, string>>();

function namesOf(published: Published): ReadonlyMap<string, string> {
  const named = new Map(
    published.groups.map((group) => [group.group_id, displayName(group.name, group.group_id)]),
  );
  const ids = new Set<string>();
  for (const row of published.group_credit) ids.add(row.group_id);
  for (const id of published.group_week.columns.group_id.texts) ids.add(id);
  for (const row of published.match_rate) ids.add(row.group_id);
  for (const id of ids)
    if (!named.has(id) && id !== unattributed && id !== noGroup) named.set(id, displayName(null, id));
  const uses = new Map<string, number>();
  for (const name of named.values()) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map([...named].map(([id, name]) => [id, (uses.get(name) ?? 0) > 1 ? withId(name, id) : name]));
}

/** A name that is not unique, followed by its id. */
function withId(name: string, id: string): string {
  const shown = displayName(null, id);
  return name === shown ? name : `${name} \u00b7 ${shown}`;
}

/** Whether a figure is about too few people to be printed; zero is about nobody. */
export function isFew(people: number | null, facts: Facts): boolean {
  return people !== null && people > 0 && people < facts.min_cell;
}
