/** Look-alike texts: a random chat as LINE, KakaoTalk, QQ and IRC write it down, and as tables have it. */
import { dateOf, indexOf, type LookAlike, nickOf, type Timed, two } from './look_alikes.js';

const clock = (at: Date) => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
const day = (at: Date, by = '/') =>
  [at.getUTCFullYear(), two(at.getUTCMonth() + 1), two(at.getUTCDate())].join(by);
const wall = (at: Date) => `${day(at, '-')} ${clock(at)}:00`;
const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Bodies of several lines stand in quotes; a text with quotes of its own could not be told from one that does not end. */
function line(events: readonly Timed[]): string {
  const rows = ['[LINE] Gのトーク履歴', '保存日時：2030/01/01 00:00'];
  let last = '';
  for (const one of events) {
    const at = dateOf(one);
    const own = `${day(at)}(${'日月火水木金土'[at.getUTCDay()]})`;
    if (own !== last) rows.push('', own);
    last = own;
    const text = one.text.replaceAll('"', '”').replace(/\n\s*\n/g, '\n');
    if (one.kind === 'join') rows.push(`${clock(at)}\t\t${one.who}がグループに参加しました。`);
    else if (one.kind === 'leave') rows.push(`${clock(at)}\t\t${one.who}が退会しました。`);
    else rows.push(`${clock(at)}\t${one.who}\t${text.includes('\n') ? `"${text}"` : text}`);
  }
  return rows.join('\n');
}

function kakaotalk(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const at = dateOf(one);
    const hour = at.getUTCHours();
    const head = `${at.getUTCFullYear()}년 ${at.getUTCMonth() + 1}월 ${at.getUTCDate()}일 ${hour < 12 ? '오전' : '오후'} ${hour % 12 || 12}:${two(at.getUTCMinutes())}, `;
    if (one.kind === 'join') return `${head}${one.who}님이 들어왔습니다.`;
    return one.kind === 'leave' ? `${head}${one.who}님이 나갔습니다.` : `${head}${one.who} : ${one.text}`;
  });
  return ['G 카카오톡 대화', '저장한 날짜 : 2030년 1월 1일 오전 9:00', '', ...rows].join('\n');
}

function qqText(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const at = wall(dateOf(one));
    if (one.kind === 'join') return `${at} 系统消息(10000)\n${one.who} 加入了群聊。\n`;
    return `${at} ${one.who}(${100_000 + indexOf(one)})\n${one.text}\n`;
  });
  const bars = '='.repeat(64);
  return [
    `消息记录（此消息记录为文本格式）\n`,
    bars,
    '消息分组:我的QQ群',
    bars,
    '消息对象:G',
    bars,
    '',
    ...rows,
  ].join('\n');
}

/** One line a row: names are nicks, and line ends are none. */
function weechat(events: readonly Timed[]): string {
  return events
    .map((one) => {
      const [at, nick] = [wall(dateOf(one)), nickOf(one)];
      if (one.kind === 'join') return `${at}\t-->\t${nick} (~u@host) has joined #g`;
      if (one.kind === 'leave') return `${at}\t<--\t${nick} (~u@host) has quit (bye)`;
      return `${at}\t@${nick}\t${one.text.replaceAll('\n', ' ')}`;
    })
    .join('\n');
}

function memotrace(events: readonly Timed[]): string {
  const head =
    'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender';
  const rows = events.map((one) => {
    const seconds = dateOf(one).getTime() / 1000;
    const [type, content] =
      one.kind === 'join'
        ? [10_000, `"${one.who}"通过扫描二维码加入群聊`]
        : one.kind === 'leave'
          ? [10_000, `"${one.who}"退出了群聊`]
          : [1, one.text];
    const sender = type === 1 ? `wxid_${indexOf(one)}` : '';
    return [one.index, 1, type, 0, 0, seconds, 2, content, '', '', one.who, sender]
      .map(String)
      .map(cell)
      .join(',');
  });
  return [head, ...rows].join('\n');
}

const typeOf = { message: '文本', reply: '引用回复', join: '系统通知', leave: '系统通知' } as const;
const saidOf = (one: Timed) =>
  one.kind === 'join'
    ? `"${one.who}"通过扫描二维码加入群聊`
    : one.kind === 'leave'
      ? `"${one.who}"退出了群聊`
      : one.text;

function memotraceNames(events: readonly Timed[]): string {
  const rows = events.map((one) =>
    [1000 + one.index, typeOf[one.kind], one.who, wall(dateOf(one)), saidOf(one), one.who, one.who, 'more']
      .map(String)
      .map(cell)
      .join(','),
  );
  return ['消息ID,类型,发送人,时间,内容,备注,昵称,更多信息', ...rows].join('\n');
}

function pywxdump(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const talker = one.kind === 'join' || one.kind === 'leave' ? '未知' : one.who;
    return [one.index, 1000 + one.index, typeOf[one.kind], 0, talker, '7@chatroom', saidOf(one), '']
      .map(String)
      .concat(wall(dateOf(one)))
      .map(cell)
      .join(',');
  });
  return ['id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime', ...rows].join('\n');
}

function members(events: readonly Timed[]): string {
  const rows = events.map((one) =>
    ['G', 'g1', one.who, `wm${one.index}`, wall(dateOf(one)), '扫码'].map(cell).join(','),
  );
  return ['群名称,群ID,群成员昵称,userid,入群时间,入群方式', ...rows].join('\n');
}

const text = { hasReplies: false, isDocument: false } as const;
const all = ['message', 'reply', 'join', 'leave'] as const;

export function textLookAlikes(events: readonly Timed[]): LookAlike[] {
  const joined = events.filter(({ kind }) => kind !== 'leave');
  return [
    { ...text, name: 'line.txt', format: 'line', text: line(events), kinds: all },
    { ...text, name: 'KakaoTalkChats.txt', format: 'kakaotalk', text: kakaotalk(events), kinds: all },
    { ...text, name: 'qq.txt', format: 'qq_text', text: qqText(joined), kinds: ['message', 'reply', 'join'] },
    { ...text, name: 'g.weechatlog', format: 'irc', text: weechat(events), kinds: all, nameOf: nickOf },
    { ...text, name: 'G(7@chatroom).csv', format: 'memotrace', text: memotrace(events), kinds: all },
    {
      ...{ ...text, hasReplies: true, name: 'G.csv', format: 'memotrace_names', kinds: all },
      text: memotraceNames(events),
    },
    {
      ...{ ...text, hasReplies: true, name: '7@chatroom_0_5000.csv', format: 'pywxdump', kinds: all },
      text: pywxdump(events),
    },
    {
      ...{ ...text, name: 'members.csv', format: 'lists', kinds: ['join'] },
      text: members(events.filter(({ kind }) => kind === 'join')),
    },
  ];
}
