import type { ActivityEvent, Somebody } from '../events.js';
import { saysMoreThanName, unmatchedNotice } from '../unknown_notices.js';

type Said = Pick<ActivityEvent, 'kind' | 'source_kind' | 'confidence' | 'who' | 'entry'>;

interface Pattern {
  readonly says: string;
  readonly order: string;
  readonly pattern: RegExp;
}

const group = '(?:群聊|本群|群)';

/** W stands for who, I for the inviter, X for somebody irrelevant. */
function pattern(says: string, written: string): Pattern {
  const source = written.replaceAll('~', ' ?').replace(/[WIX]/g, '(.+?)').replaceAll('@', group);
  return { says, order: written.replace(/[^WIX]/g, ''), pattern: new RegExp(`^${source}$`, 'u') };
}

/** What may follow a join: `，并附带了30条聊天记录`, `点击修改...`. */
const more = '(?:，[^，]*?)?。?(?:点击.*)?';

/** What QQ itself writes. */
const patterns: readonly Pattern[] = [
  pattern('qr', `W~通过(?:扫描)?~I~(?:分享的|的)二维码加入了?@${more}`),
  pattern('qr', `W~通过(?:扫描)?二维码加入了?@${more}`),
  pattern('invite', `W~通过I的邀请加入了?@${more}`),
  pattern('invite', `I~邀请~W~加入了?@${more}`),
  pattern('request', 'W~申请加入.*并通过.*'),
  pattern('direct', `W~(?:已经)?加入了?@${more}`),
  pattern('removed', 'W~被X(?:移出|踢出)了?@。?'),
  pattern('removed', 'X~将~W~(?:移出|踢出)了?@。?'),
  pattern('removed', 'W~被(?:移出|踢出)了?@。?'),
  pattern('left', 'W~(?:退出了?|离开了?)@。?'),
  pattern('recall', 'W~撤回了(?:一条(?:成员)?消息.*|~.+~的消息(?:（.*）)?)'),
];

/** What a system row says; a plain notice if no template matches. */
export function qqNotice(text: string): Said {
  const own = text.trim();
  for (const { says, order, pattern } of patterns) {
    const found = pattern.exec(own);
    if (found === null) continue;
    const person = (letter: string) => {
      const place = order.indexOf(letter);
      return place < 0 ? null : somebody(found[place + 1] ?? '');
    };
    const [who, inviter] = [person('W'), person('I')];
    if (who === null || found.slice(1).some(saysMoreThanName)) break;
    const common = { source_kind: `notice:${says}`, confidence: 'template' as const, who };
    if (says === 'recall') return { ...common, kind: 'recall' };
    if (says === 'left' || says === 'removed') return { ...common, kind: 'leave' };
    return { ...common, kind: 'join', entry: { method: says, ...(inviter === null ? {} : { inviter }) } };
  }
  return unmatchedNotice(own);
}

/** A person by name; 成员 stands where the exporter found no name. */
function somebody(text: string): Somebody | null {
  const own = text.trim().replace(/^["“]|["”]$/g, '');
  if (own === '成员') return null;
  return own === '你' ? { exporter: true } : { named: own, between: ['、', '，', ' 和 '] };
}
