import type { ActivityEvent, Person, Somebody } from '../events.js';
import { saysMoreThanName, unmatchedNotice } from '../unknown_notices.js';
import { unescaped } from '../xml_records.js';

type Said = Pick<ActivityEvent, 'kind' | 'source_kind' | 'confidence' | 'who' | 'entry'> & {
  /** the person who made the export entered together with the others */
  readonly with_exporter?: true;
};

/** A person in a notice: in quotes, or with the id in brackets after the name, or "you". */
const name = '(?:["“]([^"“”]+)["”]|([^"“”]+?))';

interface Pattern {
  readonly says: string;
  readonly pattern: RegExp;
  /** which person is where; w: who, i: the inviter, x: somebody irrelevant */
  readonly order: string;
}

function pattern(says: string, order: string, written: string): Pattern {
  const source = written.replaceAll('~', ' ?').replace(/[wix]/g, name);
  return { says, order, pattern: new RegExp(`^${source}[。.]?$`, 'u') };
}

/** Longer ones first; w, i and x stand for persons, ~ for an optional blank. */
const patterns: readonly Pattern[] = [
  pattern('invite_both', 'iw', 'i~邀请你和~w~加入了?群聊(?:，群聊参与人还有：.*)?'),
  pattern('system', '', '["“][^"“”]+["”]~想邀请.*'),
  pattern('invite', 'iw', 'i~邀请~w~加入了?群聊(?:，.*)?'),
  pattern('qr', 'wi', 'w~通过扫描~i~分享的二维码加入群聊'),
  pattern('qr', 'w', 'w~通过扫描二维码加入群聊(?:，.*)?'),
  pattern('qr', 'w', 'w~通过(?:扫描)?群二维码加入了?群聊'),
  pattern('request', 'w', 'w~申请加入群聊并通过了验证'),
  pattern('direct', 'w', 'w~加入了?(?:群聊|群組)(?:，群(?:聊|組).*)?'),
  pattern('removed', 'xw', 'x~将~w~移出了?群聊'),
  pattern('removed_by', 'wx', 'w~被~x~移出了?群聊'),
  pattern('removed', 'w', 'w~被移出了?群聊'),
  pattern('left', 'w', 'w~已?退出了?群聊'),
  pattern('recall', 'w', 'w~撤回了一条消息'),
  pattern('recall', 'w', 'w~撤回了一条消息~(?:重新编辑)?'),
  pattern('system', '', '.*(?:群聊邀请确认|进群方式|位置共享|语音|视频|通话).*'),
];

/** The others in the group, below what says that one entered it. */
const othersThere = '(?:\\. ?(?:Group chat members|Other participants)[^]*)?';

/** The same in English, with names in quotes or plain. */
const inEnglish: readonly Pattern[] = [
  ['invite_both', 'iw', '@ invited you and @ to (?:the|a) group chat(?: with .*)?'],
  ['invite', 'iw', '@ invited @ to (?:join )?(?:the|a|this) group(?: chat)?(?: with .*)?'],
  ['qr', 'wi', '@ joined (?:the )?group chat via (?:the )?QR [Cc]ode shared by @'],
  ['qr', 'wi', '@ joined (?:the )?group chat via (?:the )?QR [Cc]ode (you) shared'],
  ['qr', 'wi', '@ joined (?:the )?group chat via (your) shared QR [Cc]ode'],
  ['qr', 'w', `@ joined (?:the )?group chat via (?:the )?QR [Cc]ode${othersThere}`],
  ['direct', 'w', `@ joined (?:the|this) group(?: chat)?${othersThere}`],
  ['removed', 'xw', '@ removed @ from the group(?: chat)?'],
  ['removed_by', 'wx', '@ (?:was|were) removed from the group chat by @'],
  ['left', 'w', '@ left the group(?: chat)?'],
  ['recall', 'w', '@ (?:has )?recalled a message'],
].map(([says = '', order = '', written = '']) => ({
  ...{ says, order },
  pattern: new RegExp(`^${written.replaceAll('@', name)}\\.?$`, 'u'),
}));

/** What a notice ends with if it can be taken back: a button, by its label or by its place in the template. */
const button = /\s*(?:\$revoke\w*\$|撤销|Undo|Revoke)\s*$/;

/** Whether a text can name people: not the place of a name in a template that a tool did not fill in, such as `$adder$`. */
function isName(text: string, isQuoted: boolean): boolean {
  if (/^\s*\$\w+\$\s*$/.test(text)) return false;
  return isQuoted || text.endsWith(')') || !saysMoreThanName(text);
}

const methods: Readonly<Record<string, string>> = {
  invite: 'invite',
  invite_both: 'invite',
  qr: 'qr',
  request: 'request',
  direct: 'direct',
};

/** What a row that WeChat itself wrote says; a plain notice if no template matches. */
export function noticeOf(written: string, ids: NameIds = 'sure'): Said {
  const { text: whole, ids: known } = readable(written);
  const text = whole.replaceAll(/["”]、["“]/g, '、').replace(button, '');
  for (const { says, order, pattern: shape } of [...patterns, ...inEnglish]) {
    const found = shape.exec(text);
    if (found === null) continue;
    const groups = [...order].map((_, place) => found[2 * place + 1] ?? found[2 * place + 2] ?? '');
    if (groups.some((one, place) => !isName(one, found[2 * place + 1] !== undefined))) break;
    const person = (letter: string): Somebody | null => {
      const place = order.indexOf(letter);
      return place < 0 ? null : somebody(groups[place] ?? '', known, ids);
    };
    return said(says, person('w'), person('i'));
  }
  return unmatchedNotice(text);
}

function said(says: string, who: Somebody | null, inviter: Somebody | null): Said {
  const common = { source_kind: `notice:${says}`, confidence: 'template' as const, who };
  if (says === 'recall' || says === 'system') return { ...common, kind: says };
  const method = methods[says];
  if (method === undefined) return { ...common, kind: 'leave' };
  const entry = { method, ...(inviter === null ? {} : { inviter }) };
  return { ...common, kind: 'join', entry, ...(says === 'invite_both' ? { with_exporter: true } : {}) };
}

/** `李四(wxid_lisi)、王五(wxid_wangwu)`, `李四、王五`, or 你. */
function somebody(text: string, known: ReadonlyMap<string, string>, ids: NameIds): Somebody {
  const own = text.trim();
  if (own === '你' || /^you(?:r|['’]ve)?$/i.test(own)) return { exporter: true };
  const id = known.get(own);
  if (id !== undefined) return { id, names: [own] };
  const only = withId(own, ids);
  return only ?? { named: own, between: ['、'] };
}

/** When brackets after a name hold an id: `always`, or only if it is `sure` that their content is an id. `Tom(Shanghai)` is a name. */
export type NameIds = 'always' | 'sure';

const bracketed: Readonly<Record<NameIds, RegExp>> = {
  always: /^([\s\S]*)\(((?:wxid_|gh_)[A-Za-z0-9_-]+|[A-Za-z][A-Za-z0-9_-]{5,19}|\d+@openim)\)$/,
  sure: /^([\s\S]*)\(((?:wxid_|gh_)[A-Za-z0-9_-]+|\d+@openim)\)$/,
};

/** A person given as a name with the id in brackets. */
export function withId(text: string, ids: NameIds): Person | null {
  const [, own = '', id] = bracketed[ids].exec(text.trim()) ?? [];
  return id === undefined || text.includes('、') ? null : { id, names: own === '' ? [] : [own] };
}

/** The persons in a list if all have their ids after their names, else null. */
export function personsWithIds(text: string, ids: NameIds): Person[] | null {
  const found = text.split('、').map((one) => withId(one, ids));
  return found.every((one) => one !== null) ? (found as Person[]) : null;
}

/** The text of a notice, which may be XML with a template and lists of members, and the ids of the people it names. */
export function readable(written: string): { text: string; ids: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>();
  const template = /<template>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/template>/.exec(written)?.[1];
  if (template !== undefined) {
    const text = template.replace(/\$(\w+)\$/g, (_, link: string) => {
      const part = new RegExp(`<link name="${link}"[\\s\\S]*?</link>`).exec(written)?.[0] ?? '';
      return namesIn(part, ids);
    });
    return { text: text.trim(), ids };
  }
  const revoked =
    /<(?:replacemsg|revokemsg)>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/(?:replacemsg|revokemsg)>/;
  const replaced = revoked.exec(written)?.[1];
  const text = unescaped(replaced ?? written.replace(/<[^>]*>/g, ''));
  return { text: text.replace(/[\u200b\u2060]/g, '').trim(), ids };
}

function namesIn(link: string, ids: Map<string, string>): string {
  const plain = (value: string | undefined) =>
    unescaped((value ?? '').replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')).trim();
  const names = [...link.matchAll(/<member>([\s\S]*?)<\/member>/g)].map(([, member = '']) => {
    const nickname = plain(/<nickname>([\s\S]*?)<\/nickname>/.exec(member)?.[1]);
    const id = plain(/<username>([\s\S]*?)<\/username>/.exec(member)?.[1]);
    if (nickname !== '' && id !== '') ids.set(nickname, id);
    return nickname;
  });
  const separator = plain(/<separator>([\s\S]*?)<\/separator>/.exec(link)?.[1]) || '、';
  return names.join(separator);
}
