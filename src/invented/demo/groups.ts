import { at } from './clock.js';
import { rows } from './rows.js';
import { storeRows } from './stores.js';

export interface Group {
  readonly group_id: string;
  readonly type: string;
  readonly matrix: string;
  readonly platform: string;
  /** key of the operator who owns it */
  readonly operator: string;
  /** key of the KOL who runs it, or null */
  readonly kol: string | null;
  readonly created_s: number;
  readonly closed_s: number | null;
  readonly capacity: number;
  /** number of members whose first group it is */
  readonly size: number;
  readonly messages_per_day: number;
  /** shares of new, regular and loyal customers, in percent: selection, not effect */
  readonly mix: readonly number[];
  /** planted truth: being a member multiplies the order rate by this */
  readonly lift: number;
  /** planted truth: the effect of every tactic is multiplied by this here */
  readonly response: number;
  /** share of the members who leave */
  readonly leave: number;
  readonly name: { readonly en: string; readonly zh: string };
}

/** When group 0103 was split into 0107 and 0108. */
export const split_s = at('2026-10-12 10:00');

const table = `
group_id| type    | matrix | platform | operator | kol | created    | closed           | capacity | size | messages | mix      | lift | response | leave | en                       | zh
0101    | group   | core   | wecom    | op1      |     | 2026-02-16 |                  | 500 | 150 | 4.5      | 40/45/15 | 1.0  | 1.0 | .08 | Skincare Club 1          | 护肤研究所1群
0102    | group   | core   | wecom    | op1      |     | 2026-03-02 |                  | 500 | 140 | 4        | 42/45/13 | 1.0  | 1.0 | .08 | Skincare Club 2          | 护肤研究所2群
0103    | group   | core   | wecom    | op1      |     | 2026-03-09 | 2026-10-12 10:00 | 200 | 190 | 7        | 40/46/14 | 1.0  | 1.0 | .09 | Skincare Club 3          | 护肤研究所3群
0104    | group   | core   | wecom    | op2      |     | 2026-04-13 |                  | 500 | 120 | 3        | 45/43/12 | 1.0  | 1.0 | .10 | Skincare Club 4          | 护肤研究所4群
0105    | group   | core   | wecom    | op2      | K1  | 2026-04-20 |                  | 200 | 92  | .7       | 38/46/16 | 1.8  | 1.8 | .03 | Sensitive Skin Clinic    | 敏感肌答疑群
0106    | group   | core   | wechat   | op3      | K2  | 2026-03-16 |                  | 500 | 170 | 39       | 48/42/10 | 1.0  | 0   | .07 | Good Morning Chat        | 早安闲聊群
0107    | group   | core   | wecom    | op1      |     | 2026-10-12 |                  | 200 | 0   | 3.5      | 40/46/14 | 1.0  | 1.0 | .08 | Skincare Club 3A         | 护肤研究所3A群
0108    | group   | core   | wecom    | op2      |     | 2026-10-12 |                  | 200 | 0   | 3        | 40/46/14 | 1.0  | 1.0 | .08 | Skincare Club 3B         | 护肤研究所3B群
0201    | group   | vip    | wecom    | op4      | K1  | 2026-01-12 |                  | 200 | 110 | 2        | 8/40/52  | 1.0  | 1.2 | .02 | VIP Black Card           | 会员黑金群
0202    | group   | vip    | wecom    | op4      |     | 2026-01-19 |                  | 200 | 120 | 2        | 10/48/42 | 1.0  | 1.0 | .03 | VIP Gold                 | 会员金卡群
0203    | group   | vip    | wecom    | op4      |     | 2026-02-02 |                  | 300 | 130 | 1.75     | 15/60/25 | 1.0  | 1.0 | .04 | VIP Silver               | 会员银卡群
0301    | group   | campus | wechat   | op3      | K4  | 2026-05-11 |                  | 500 | 100 | 5.5      | 66/30/4  | 1.0  | .6  | .12 | Campus Beijing           | 校园大使·北京
0302    | group   | campus | wechat   | op3      | K4  | 2026-05-18 |                  | 500 | 95  | 4.5      | 66/30/4  | 1.0  | .6  | .12 | Campus Shanghai          | 校园大使·上海
0303    | group   | campus | wechat   | op3      | K4  | 2026-05-25 |                  | 500 | 85  | 4        | 68/28/4  | 1.0  | .6  | .14 | Campus Chengdu           | 校园大使·成都
0304    | group   | campus | wechat   | op3      |     | 2026-11-02 |                  | 500 | 14  | 2        | 90/10/0  | 0    | 0   | .00 | Campus Xi'an             | 校园大使·西安
0401    | fission | growth | wecom    | op2      | K5  | 2026-09-12 |                  | 200 | 140 | 4        | 74/23/3  | 1.0  | .8  | .18 | Bring a Friend A         | 老带新裂变A群
0402    | fission | growth | wecom    | op2      | K5  | 2026-09-12 |                  | 200 | 120 | 3.5      | 74/23/3  | 1.0  | .8  | .20 | Bring a Friend B         | 老带新裂变B群
0403    | fission | growth | wechat   | op3      |     | 2026-09-12 |                  | 200 | 110 | 4.5      | 80/18/2  | 1.0  | .5  | .42 | Bring a Friend C         | 老带新裂变C群
0404    | group   | core   | wechat   | op3      | K2  | 2026-06-01 |                  | 200 | 60  | 3        | 55/38/7  | 1.0  | .8  | .10 | 🌸✨                     | 🌸✨
0501    | event   | event  | wecom    | op1      |     | 2026-10-26 |                  | 500 | 130 | 5        | 48/42/10 | 1.0  | 1.0 | .10 | 11.11 Flash Group        | 双11快闪群
0502    | event   | event  | wecom    | op4      | K3  | 2026-09-21 |                  | 500 | 110 | 4        | 46/42/12 | 1.1  | 1.2 | .09 | Live Room Insiders       | 直播间福利群
0503    | event   | event  | wecom    | op2      |     | 2026-09-28 |                  | 200 | 70  | 3        | 60/34/6  | 1.0  | 1.0 | .12 | Trial Pack Testers       | 试用官活动群
0601    | feed    | feed   | wecom    | op4      | K3  | 2026-01-05 |                  |     | 80  | .45      | 40/45/15 | 1.0  | .8  | .02 | Advisers' Moments        | 顾问朋友圈
0602    | feed    | feed   | wechat   | op1      |     | 2026-01-05 |                  |     | 60  | .45      | 50/40/10 | 1.0  | .5  | .02 | Video Channel Followers  | 视频号粉丝
0701    | direct  | direct | wecom    | op4      |     | 2026-02-09 |                  |     | 50  | 4.5      | 20/50/30 | 1.2  | 1.2 | .01 | One-to-one Advisers      | 专属顾问一对一
${storeRows}
`;

/** The matrix of groups, with the truth planted in each. */
export const groups: readonly Group[] = rows<Column>(table).map((row) => ({
  group_id: row.group_id,
  type: row.type,
  matrix: row.matrix,
  platform: row.platform,
  operator: row.operator,
  kol: row.kol || null,
  created_s: at(row.created),
  closed_s: row.closed ? at(row.closed) : null,
  capacity: Number(row.capacity),
  size: Number(row.size),
  messages_per_day: Number(row.messages),
  mix: row.mix.split('/').map(Number),
  lift: Number(row.lift),
  response: Number(row.response),
  leave: Number(row.leave),
  name: { en: row.en, zh: row.zh },
}));

type Column =
  | ('group_id' | 'type' | 'matrix' | 'platform' | 'operator' | 'kol' | 'created' | 'closed' | 'capacity')
  | ('size' | 'messages' | 'mix' | 'lift' | 'response' | 'leave' | 'en' | 'zh');

const by_id = new Map(groups.map((group) => [group.group_id, group]));

export function groupOf(group_id: string): Group {
  return by_id.get(group_id) as Group;
}

/** The live QR code on a group's poster. */
export function liveQr(group_id: string): string {
  return `qr-${group_id}`;
}
