import { languages } from './languages/index.js';
import { plainName } from './plain_name.js';

/** Values of `kind` that many exports spell differently. */
const likelyKinds: Readonly<Record<string, string>> = {
  消息: 'message',
  聊天: 'message',
  发言: 'message',
  回复: 'reply',
  表态: 'reaction',
  点赞: 'reaction',
  提及: 'mention',
  入群: 'join',
  加群: 'join',
  退群: 'leave',
  群发: 'broadcast',
  点击: 'link_click',
  点击链接: 'link_click',
  click: 'link_click',
  扫码: 'code_scan',
  scan: 'code_scan',
  发红包: 'red_envelope_sent',
  领红包: 'red_envelope_open',
  抢红包: 'red_envelope_open',
  报名: 'event_signup',
  签到: 'event_checkin',
  打卡: 'event_checkin',
  答卷: 'survey_answer',
  填问卷: 'survey_answer',
  投票: 'poll_vote',
  接龙: 'order_chain',
  公告: 'notice',
  系统: 'system',
};

const spelled = new Map(
  languages.flatMap(({ kinds }) =>
    Object.entries(kinds).flatMap(([kind, texts]) => texts.map((text): [string, string] => [text, kind])),
  ),
);

/** The canonical kind that a value of `kind` seems to be; itself if it is none. */
export function likelyKind(value: string): string {
  const text = value.trim().toLowerCase();
  return likelyKinds[text] ?? spelled.get(text) ?? value;
}

/** Canonical kind -> names of times that say that this happened, English and Chinese. */
const happened: Readonly<Record<string, readonly string[]>> = {
  link_click: ['click time', 'clicked at', 'click date', 'clicked on', '点击时间', '点击日期'],
  code_scan: ['scan time', 'scanned at', 'scan date', '扫码时间'],
  red_envelope_open: ['领取时间', '领红包时间', '抢红包时间'],
  event_signup: ['signup time', 'signed up at', '报名时间'],
  event_checkin: ['checkin time', 'checked in at', '签到时间', '打卡时间'],
  survey_answer: ['submitted at', 'response time', '答卷时间', '填写时间', '提交答卷时间'],
  poll_vote: ['vote time', 'voted at', '投票时间'],
};

const byTime = new Map(
  [happened, ...languages.map((words) => words.happened)].flatMap((words) =>
    Object.entries(words).flatMap(([kind, names]) =>
      names.map((name): [string, string] => [plainName(name), kind]),
    ),
  ),
);

/** The kind of activity that the name of a column of times tells; undefined for most. */
export function kindByTime(column: string): string | undefined {
  return byTime.get(plainName(column));
}

/** Names of times that tell what happened. */
export function tellingTimes(): string[] {
  return [...byTime.keys()];
}
