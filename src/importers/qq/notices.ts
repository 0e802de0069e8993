import type { ActivityEvent, Somebody } from '../events.js';
import { unmatchedNotice } from '../unknown_notices.js';

type Said = Pick<ActivityEvent, 'kind' | 'source_kind' | 'confidence' | 'who' | 'entry'>;

interface Pattern {
  readonly says: string;
  readonly order: string;
  readonly pattern: RegExp;
}

/** What QQ itself writes; w is who, i the inviter, x somebody irrelevant. */
const patterns: readonly Pattern[] = [
  {
    says: 'qr',
    order: 'wi',
    pattern: /^(.+?) ?通过(?:扫描)? ?(.+?) ?分享的二维码加入了?(?:群聊|本群|群)。?$/u,
  },
  { says: 'qr', order: 'w', pattern: /^(.+?) ?通过(?:扫描)?二维码加入了?(?:群聊|本群|群)。?$/u },
  { says: 'invite', order: 'wi', pattern: /^(.+?) ?通过(.+?)的邀请加入了?(?:群聊|本群|群)。?$/u },
  {
    says: 'invite',
    order: 'iw',
    pattern: /^(.+?) ?邀请 ?(.+?) ?加入了?(?:群聊|本群|群)。?(?:点击修改.*)?$/u,
  },
  { says: 'request', order: 'w', pattern: /^(.+?) ?申请加入.*并通过.*$/u },
  { says: 'direct', order: 'w', pattern: /^(.+?) ?(?:已经)?加入了?(?:群聊|本群|群)。?(?:点击修改.*)?$/u },
  { says: 'removed', order: 'wx', pattern: /^(.+?) ?被(.+?)(?:移出|踢出)了?(?:群聊|本群|群)。?$/u },
  { says: 'removed', order: 'xw', pattern: /^(.+?) ?将 ?(.+?) ?(?:移出|踢出)了?(?:群聊|本群|群)。?$/u },
  { says: 'removed', order: 'w', pattern: /^(.+?) ?被(?:移出|踢出)了?(?:群聊|本群|群)。?$/u },
  { says: 'left', order: 'w', pattern: /^(.+?) ?(?:退出了?|离开了?)(?:群聊|本群|群)。?$/u },
  { says: 'recall', order: 'w', pattern: /^(.+?) ?撤回了一条(?:成员)?消息.*$/u },
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
    const [who, inviter] = [person('w'), person('i')];
    const common = { source_kind: `notice:${says}`, confidence: 'template' as const, who };
    if (says === 'recall') return { ...common, kind: 'recall' };
    if (says === 'left' || says === 'removed') return { ...common, kind: 'leave' };
    return { ...common, kind: 'join', entry: { method: says, ...(inviter === null ? {} : { inviter }) } };
  }
  return unmatchedNotice(own);
}

function somebody(text: string): Somebody {
  const own = text.trim().replace(/^["“]|["”]$/g, '');
  return own === '你' ? { exporter: true } : { named: own, between: ['、', '，', ' 和 '] };
}
