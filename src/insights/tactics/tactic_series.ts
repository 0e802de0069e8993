import type { Language } from '../../report/language.js';
import type { Lift, Published, Tactic } from '../../report/published.js';
import { capital, goalLabel } from '../wording/labels.js';
import { displayName } from '../wording/names.js';
import { labelFor } from '../wording/words.js';

/** The printed name of every tactic and of every series of tactics; in a report, the id is added only if the name is not unique. */
export function claimNames(
  {
    tactics,
    lift,
  }: {
    readonly tactics: readonly Pick<Tactic, 'tactic_id' | 'name' | 'kind'>[];
    readonly lift: readonly Pick<Lift, 'tactic_id'>[];
  },
  words: Language,
  withIds = false,
): ReadonlyMap<string, string> {
  const shared = namesOfSeveral(tactics);
  const names = tactics.map(({ tactic_id, name }): [string, string] => [
    tactic_id,
    name === null || !(withIds || shared.has(name))
      ? displayName(name, tactic_id)
      : `${displayName(null, tactic_id)} \u00b7 ${displayName(name, tactic_id)}`,
  ]);
  const series = lift.flatMap(({ tactic_id }): [string, string][] => {
    const kind = kindOfSeries(tactic_id);
    if (kind === null) return [];
    const count = membersOf(tactic_id, tactics).length;
    return [[tactic_id, words.tactics.series(capital(labelFor(words.kindLabels, kind)), count)]];
  });
  return new Map([...names, ...series]);
}

/** The name of a claim, with its goal if the report evaluates tactics for several goals. */
export function claimName(
  { tactic_id, goal }: Pick<Lift, 'tactic_id' | 'goal'>,
  names: ReadonlyMap<string, string>,
  published: Published,
  words: Language,
): string {
  const name = names.get(tactic_id) ?? tactic_id;
  const goals = new Set(published.lift.map((row) => row.goal));
  return goals.size < 2 ? name : name + words.brackets(goalLabel(published, goal));
}

/** Names that several tactics share. */
function namesOfSeveral(tactics: readonly Pick<Tactic, 'name'>[]): ReadonlySet<string | null> {
  const seen = new Set<string | null>();
  return new Set(tactics.map(({ name }) => name).filter((name) => seen.size === seen.add(name).size));
}

/** Whether a claim is about several tactics of one kind. */
export function isSeries(tactic_id: string): boolean {
  return kindOfSeries(tactic_id) !== null;
}

/** The kind after which a claim about a series is named; null for a single tactic. */
export function kindOfSeries(tactic_id: string): string | null {
  return tactic_id.startsWith('kind:') ? tactic_id.slice('kind:'.length) : null;
}

/** The tactics that are evaluated together in a series. */
export function membersOf<T extends Pick<Tactic, 'kind'>>(tactic_id: string, tactics: readonly T[]): T[] {
  return tactics.filter(({ kind }) => kind === kindOfSeries(tactic_id));
}
