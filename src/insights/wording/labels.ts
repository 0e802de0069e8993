import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Goal, Published } from '../../report/published.js';
import { headlineGoals, mainGoal } from '../totals.js';
import type { Span } from '../weeks/spans.js';
import { displayName } from './names.js';

/** The name of a goal for readers of the report. */
export function goalLabel(published: Published, goal: string): string {
  const row = published.goals.find((one) => one.goal === goal);
  return row === undefined ? displayName(null, goal) : labelOf(row, published);
}

/** The same, for a row of goals. */
export function labelOf(goal: Goal, { facts }: Published): string {
  return displayName(goal.label?.[facts.language] ?? null, goal.goal);
}

/** The goal that a figure about the main goal alone names, because there are others beside it; null: it is the only headline goal. */
export function mainAmongSeveral(published: Published): string | null {
  const main = mainGoal(published);
  return main === null || headlineGoals(published).length < 2 ? null : labelOf(main, published);
}

/** The period of a target in words: week 46, November, Q4 2026. */
export function spanLabel({ from, kind }: Span, name: string, words: Language): string {
  const { periods } = words.opening;
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  if (kind === 'week') return periods.week(Number(/W(\d+)/i.exec(name)?.[1] ?? 0));
  if (kind === 'month') return periods.month(month);
  return kind === 'quarter' ? periods.quarter(Math.ceil(month / 3), year) : periods.year(year);
}

/** A number with its sign: +172, −9. */
export function signed(value: number): string {
  const shown = number(Math.round(value));
  return Math.round(value) > 0 ? `+${shown}` : shown;
}

/** Parts of a whole number as whole numbers that add up to it, each with its sign: those that lose most by rounding are raised first. */
export function signedParts(parts: readonly number[]): string[] {
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
  const down = parts.map((part) => Math.floor(part));
  const left = total - down.reduce((sum, part) => sum + part, 0);
  const byRest = parts
    .map((part, at) => ({ at, rest: part - Math.floor(part) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  const raised = new Set(byRest.slice(0, left).map(({ at }) => at));
  return down.map((part, at) => signed(part + (raised.has(at) ? 1 : 0)));
}

/** A sentence with its first letter capitalised. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** What the owner of a group is called in a sentence: the configured name, the KOL's name, or else "owner" and the id. */
export function ownerName(published: Published, owner_id: string, words: Language): string {
  return knownOwner(published, owner_id) ?? words.owner(displayName(null, owner_id));
}

/** The same under a heading that says owner. */
export function ownerCell(published: Published, owner_id: string): string {
  return knownOwner(published, owner_id) ?? displayName(null, owner_id);
}

const kols = new WeakMap<Published['groups'], Map<string, string>>();

/** Which KOL each owner is, if any; the tables ask once per group. */
function kolsOf(groups: Published['groups']): ReadonlyMap<string, string> {
  const found = kols.get(groups) ?? new Map<string, string>();
  if (!kols.has(groups))
    for (const { owner_id, owner_kol_id } of groups)
      if (owner_id !== null && owner_kol_id !== null && !found.has(owner_id))
        found.set(owner_id, owner_kol_id);
  kols.set(groups, found);
  return found;
}

function knownOwner({ facts, groups }: Published, owner_id: string): string | null {
  const label = facts.labels?.owners[owner_id]?.[facts.language] ?? null;
  if (label !== null) return displayName(label, owner_id);
  const kol = kolsOf(groups).get(owner_id);
  return kol === undefined ? null : displayName(kol, owner_id);
}
