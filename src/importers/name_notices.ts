import type { ActivityEvent, Somebody } from './events.js';
import { isGone } from './gone_accounts.js';
import { saysMoreThanName } from './unknown_notices.js';

/** A notice on a platform that identifies people by name: what it says, and which group of the pattern is which person. */
export interface NamePattern {
  readonly says: 'join' | 'invite' | 'leave' | 'removed' | 'recall' | 'system';
  readonly pattern: RegExp;
  /** w: who, i: the inviter, x: somebody irrelevant; in the order of the groups. Nobody is named where the exporter did it. */
  readonly order: string;
}

/** What notices call the person who made the export, by the letters of their language. */
const you: readonly (readonly [letters: RegExp, names: readonly string[]])[] = [
  [/[\u3040-\u30ff]/, ['あなた']],
  [/[\uac00-\ud7a3]/, ['회원', '나', '내']],
  [/\p{Script=Han}/u, ['你', '您']],
  [/[a-z]/, ['You', 'you']],
];

/** Whether a name in a notice means the person who made the export. */
function isExporter(name: string, { source }: RegExp): boolean {
  return you.find(([letters]) => letters.test(source))?.[1].includes(name) === true;
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
    if (found === null || found.slice(1).some(saysMoreThanName)) continue;
    const person = (letter: string): Somebody | null => {
      const place = order.indexOf(letter);
      if (place < 0) return null;
      const named = found[place + 1] ?? '';
      if (isGone(named)) return null;
      return isExporter(named, pattern) ? { exporter: true } : { named, between };
    };
    const common = { source_kind: `notice:${says}`, confidence: 'template' as const, who: person('w') };
    if (says === 'system') return { ...common, kind: 'system', who: null };
    if (says === 'recall' && order === '') return { ...common, kind: 'recall', who: { exporter: true } };
    if (says === 'recall') return { ...common, kind: 'recall' };
    if (says === 'leave' || says === 'removed') return { ...common, kind: 'leave' };
    const inviter = says === 'invite' && !order.includes('i') ? { exporter: true as const } : person('i');
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
