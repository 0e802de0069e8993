/** Look-alike documents and JSON lines: a random chat as Matrix, Mattermost, chatlog, Zulip and ChatLab write it down. */
import { dateOf, indexOf, type LookAlike, nickOf, type Timed } from './look_alikes.js';

const ms = (one: Timed) => dateOf(one).getTime();

function matrix(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const sender = `@p${indexOf(one)}:x`;
    const common = { event_id: `$${one.index}`, room_id: '!r:x', sender, origin_server_ts: ms(one) };
    if (one.kind === 'join' || one.kind === 'leave')
      return {
        ...{ ...common, type: 'm.room.member', state_key: sender },
        content: { membership: one.kind, displayname: one.who },
        unsigned: { prev_content: { membership: one.kind === 'join' ? 'leave' : 'join' } },
      };
    const reply = one.kind === 'reply' ? { 'm.relates_to': { 'm.in_reply_to': { event_id: '$none' } } } : {};
    return { ...common, type: 'm.room.message', content: { msgtype: 'm.text', body: one.text, ...reply } };
  });
  return JSON.stringify({ room_name: 'G', room_creator: '@a:x', messages }, null, 1);
}

/** Answers stand inside of the post that they answer, and are left out here. */
function mattermost(events: readonly Timed[]): string {
  const posts = events.map((one) => {
    const type = { join: 'system_join_channel', leave: 'system_leave_channel', message: '', reply: '' }[
      one.kind
    ];
    const post = { team: 't', channel: 'g', user: nickOf(one), type, message: one.text, create_at: ms(one) };
    return { type: 'post', post };
  });
  const channel = { type: 'channel', channel: { team: 't', name: 'g', display_name: 'G', type: 'O' } };
  return [{ type: 'version', version: 1 }, channel, ...posts].map((one) => JSON.stringify(one)).join('\n');
}

function chatlog(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const common = {
      seq: 1000 + one.index,
      time: dateOf(one).toISOString(),
      talker: '7@chatroom',
      talkerName: 'G',
      isSelf: false,
    };
    const notice = { sender: '系统消息', senderName: '', type: 10_000, subType: 0 };
    if (one.kind === 'join') return { ...common, ...notice, content: `"${one.who}"通过扫描二维码加入群聊` };
    if (one.kind === 'leave') return { ...common, ...notice, content: `"${one.who}"退出了群聊` };
    const type = one.kind === 'reply' ? { type: 49, subType: 57 } : { type: 1, subType: 0 };
    return { ...common, sender: `wxid_${indexOf(one)}`, senderName: one.who, ...type, content: one.text };
  });
  return JSON.stringify(rows);
}

/** The notice that WeChat writes for those who come and go. */
function noticeOf(one: Timed): string | null {
  if (one.kind === 'join') return `"${one.who}"通过扫描二维码加入群聊`;
  return one.kind === 'leave' ? `"${one.who}"退出了群聊` : null;
}

function weflow(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const notice = noticeOf(one);
    const [type, localType] =
      notice !== null
        ? ['系统消息', 10_000]
        : one.kind === 'reply'
          ? ['引用消息', 244_813_135_921]
          : ['文本消息', 1];
    const sender = notice === null ? `wxid_${indexOf(one)}` : '7@chatroom';
    return {
      ...{ localId: one.index + 1, createTime: ms(one) / 1000, type, localType, isSend: 0 },
      ...{ content: notice ?? one.text, senderUsername: sender, senderDisplayName: one.who },
      platformMessageId: `${1000 + one.index}`,
    };
  });
  const session = { wxid: '7@chatroom', nickname: 'G', type: '群聊' };
  return JSON.stringify({ weflow: { version: '1.0.3' }, session, messages }, null, 2);
}

function pywxdump(events: readonly Timed[]): string {
  const rows = events.map((one) => {
    const notice = noticeOf(one);
    const type_name = notice !== null ? '邀请加群' : one.kind === 'reply' ? '引用回复' : '文本';
    return {
      ...{ id: one.index, MsgSvrID: `${1000 + one.index}`, type_name, is_sender: 0 },
      ...{ talker: notice === null ? one.who : '未知', room_name: '7@chatroom', msg: notice ?? one.text },
      ...{ src: '', extra: {}, CreateTime: dateOf(one).toISOString().slice(0, 19).replace('T', ' ') },
    };
  });
  return JSON.stringify(rows, null, 4);
}

function groupme(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const user = { id: 100 + indexOf(one), nickname: one.who };
    const common = { attachments: [], created_at: ms(one) / 1000, favorited_by: [], group_id: '7' };
    const notice = {
      ...common,
      id: `${one.index}`,
      sender_id: 'system',
      sender_type: 'system',
      system: true,
    };
    if (one.kind === 'join')
      return { ...notice, source_guid: 'x', event: { type: 'membership.announce.joined', data: { user } } };
    if (one.kind === 'leave') {
      const event = { type: 'membership.notifications.exited', data: { removed_user: user } };
      return { ...notice, source_guid: 'x', event };
    }
    const attachments = one.kind === 'reply' ? [{ type: 'reply', reply_id: '1' }] : [];
    return {
      ...{ ...common, attachments, id: `${one.index}`, name: one.who, sender_id: `${user.id}` },
      ...{ sender_type: 'user', source_guid: 'x', system: false, text: one.text },
    };
  });
  return JSON.stringify(messages);
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];

function googleChat(events: readonly Timed[]): string {
  const messages = events.map((one) => {
    const at = dateOf(one);
    const month = [...months, 'October', 'November', 'December'][at.getUTCMonth()];
    const minute = String(at.getUTCMinutes()).padStart(2, '0');
    const clock = `${at.getUTCHours() % 12 || 12}:${minute}:00\u202f${at.getUTCHours() < 12 ? 'AM' : 'PM'}`;
    return {
      creator: { name: one.who, email: `p${indexOf(one)}@x.example`, user_type: 'Human' },
      created_date: `${days[at.getUTCDay()]}, ${month} ${at.getUTCDate()}, ${at.getUTCFullYear()} at ${clock} UTC`,
      ...{
        text: one.text,
        topic_id: 't',
        message_id: `s/t${one.index}/${one.kind === 'reply' ? 'm' : 't'}${one.index}`,
      },
    };
  });
  return JSON.stringify({ messages }, null, 2);
}

function zulip(events: readonly Timed[]): string {
  const messages = events.map((one) => ({
    ...{ id: 1 + one.index, sender_id: 10 + indexOf(one), sender_full_name: one.who, sender_email: 'a@x' },
    ...{ type: 'stream', stream_id: 5, display_recipient: 'G', subject: 's', timestamp: ms(one) / 1000 },
    content: one.text,
  }));
  return messages.map((one) => JSON.stringify(one)).join('\n');
}

const document = { hasReplies: true, isDocument: true } as const;
const lines = { hasReplies: false, isDocument: false } as const;

export function jsonLookAlikes(events: readonly Timed[]): LookAlike[] {
  const said = events.filter(({ kind }) => kind === 'message' || kind === 'reply');
  return [
    { ...document, name: 'matrix.json', format: 'matrix', text: matrix(events), nameOf: idIn('@p', ':x') },
    { ...lines, name: 'mattermost.jsonl', format: 'mattermost', text: mattermost(events), nameOf: nickOf },
    { ...document, name: 'message.json', format: 'groupme', text: groupme(events) },
    {
      ...{ ...document, name: 'messages.json', format: 'google_chat', kinds: ['message', 'reply'] as const },
      text: googleChat(said),
    },
    { ...document, name: 'G.json', format: 'weflow', text: weflow(events) },
    { ...document, name: '7@chatroom_0_5000.json', format: 'pywxdump', text: pywxdump(events) },
    { ...document, name: 'chatlog.json', format: 'chatlog_json', text: chatlog(events) },
    { ...lines, name: 'zulip.jsonl', format: 'zulip', text: zulip(said), kinds: ['message', 'reply'] },
  ];
}

/** Members of Matrix have a name only where they joined: they are told by their ids. */
function idIn(before: string, after: string): (one: Timed) => string {
  return (one) => `${before}${indexOf(one)}${after}`;
}
