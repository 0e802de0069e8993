import type { ActivityEvent, Somebody } from './events.js';

/** A notice on a platform that identifies people by name: what it says, and which group of the pattern is which person. */
export interface NamePattern {
  readonly says: 'join' | 'invite' | 'leave' | 'removed' | 'recall' | 'system';
  readonly pattern: RegExp;
  /** w: who, i: the inviter, x: somebody irrelevant; in the order of the groups */
  readonly order: string;
}

type Said = Pick<ActivityEvent, 'kind' | 'source_kind' | 'confidence' | 'who' | 'entry'>;

/** What a notice says, by the first pattern that matches all of it. */
export function nameNotice(
  text: string,
  patterns: readonly NamePattern[],
  between: readonly string[],
): Said | null {
  for (const { says, pattern, order } of patterns) {
    const found = pattern.exec(text.trim());
    if (found === null) continue;
    const person = (letter: string): Somebody | null => {
      const place = order.indexOf(letter);
      return place < 0 ? null : { named: found[place + 1] ?? '', between };
    };
    const common = { source_kind: `notice:${says}`, confidence: 'template' as const, who: person('w') };
    if (says === 'system') return { ...common, kind: 'system', who: null };
    if (says === 'recall') return { ...common, kind: 'recall' };
    if (says === 'leave' || says === 'removed') return { ...common, kind: 'leave' };
    const inviter = person('i');
    return {
      ...common,
      kind: 'join',
      entry: { method: says === 'invite' ? 'invite' : 'direct', ...(inviter === null ? {} : { inviter }) },
    };
  }
  return null;
}

/** A notice that matches no pattern. */
export const plainNotice: Said = { kind: 'system', source_kind: 'notice', confidence: 'template', who: null };
