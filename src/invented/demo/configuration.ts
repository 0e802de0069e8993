import { operators } from './kols.js';
import { type Header, type Language, labels } from './labels.js';
import { memberIdOf } from './people.js';

/** The commented grouplift.yaml of the demo. */
export function configuration(language: Language): string {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  const { activities, conversions, tactics, kinds, roles, tactic_kinds, statuses } = labels[language];
  const counted = [statuses.paid, statuses.shipped, statuses.done].join(', ');
  return `# ${say('The example of a skin-care brand: all names and numbers are invented.', '护肤品牌社群运营示例：所有名称与数字均为虚构。')}
# ${say('Run it: grouplift run --week 2026-W46', '运行：grouplift run --week 2026-W46')}

timezone: Asia/Shanghai      # ${say('business zone: days and weeks', '业务时区：按它划分日与周')}
week_starts: monday
currency: CNY
as_of: 2026-11-16            # ${say('nothing later is read, so that the run can be repeated', '之后的数据一律不读，保证结果可复现')}

identity:
  min_confidence: 0.5        # ${say('weaker links (same address) are not used', '低于此置信度的关联（如同地址）不采信')}
  max_users: 5               # ${say('a person with more accounts is set aside: a phone shared by a reseller', '一人账号超过此数即隔离：多人共用一个手机号')}

# ${say('columns: canonical name -> name in the file, only if they differ. values: value in the file -> canonical value.', 'columns：标准列名 -> 文件中的列名（相同者不必写）；values：文件中的值 -> 标准值。')}
# ${say('timezone: the zone of wall times without an offset.', 'timezone：不带时差的时间属于哪个时区。')}
inputs:
  # ${say('chat exports, one per month; week 46 was exported twice, which adds nothing', '群聊导出，每月一份；第46周导出了两次，重复行不会多计')}
  activities:
    files: [data/activities-*.csv, data/clicks.ndjson]
    timezone: Asia/Shanghai
${columnLines(activities)}    values:
${valueLines('kind', kinds)}${valueLines('role', roles)}
  # ${say('what landed in the product', '产品里真正落地的结果')}
  conversions:
    files: [data/orders.csv, data/registrations.csv]
    timezone: Asia/Shanghai
${columnLines(conversions)}
  # ${say('who is who: chat member, phone, product user', '谁是谁：群成员、手机号、产品用户')}
  identities: { files: data/id_map.csv, timezone: Asia/Shanghai }

  groups: { files: data/groups.csv, timezone: Asia/Shanghai }
  memberships: { files: data/memberships.csv, timezone: Asia/Shanghai }
  group_lineage: { files: data/lineage.csv, timezone: Asia/Shanghai }      # ${say('group 0103 became 0107 and 0108', '0103群拆成0107与0108')}
  codes: { files: data/codes.csv, timezone: Asia/Shanghai }                # ${say('live QR codes and promo codes', '活码与优惠码')}
  reversals: { files: data/refunds.csv, timezone: Asia/Shanghai }

  # ${say('the tactics calendar that the operators keep by hand', '运营手工维护的玩法日历')}
  tactics:
    files: data/tactics.csv
    timezone: Asia/Shanghai
${columnLines(tactics)}${valuesOf('kind', tactic_kinds)}
  tactic_groups: { files: data/tactic_groups.csv, timezone: Asia/Shanghai }  # ${say('arms: treated, holdout (T09)', '分组：treated 实验组、holdout 对照组（T09）')}
  kols: { files: data/kols.csv, timezone: Asia/Shanghai }
  targets: { files: data/targets.csv }
  users: { files: data/users.csv, timezone: Asia/Shanghai }
  exclusions: { files: data/staff.csv }                                    # ${say('staff, bots and test accounts earn no credit', '员工、机器人、测试账号不计功劳')}
  calendar: { files: data/calendar.csv }

# ${say('A goal is a result in the product; activity in a chat cannot be one.', '目标必须是产品里的结果；群里的热闹不算。')}
goals:
  - name: register
    label: { en: Registrations, zh: 注册 }
    match: { goal: register }
    window_days: 7
  - name: order
    label: { en: Orders, zh: 订单 }
    match: { goal: order, status: [${counted}] }
    window_days: 30
    value: true
    headline: true
    settle_days: 14          # ${say('refunds still come in for two weeks', '此后两周仍可能退款')}

# ${say('What counts as a touch. Messages do not: they are not listed.', '哪些行为算触点。聊天消息不在其中。')}
touches:
  - kinds: [link_click, code_scan, red_envelope_open, event_signup, event_checkin, survey_answer]
    reach: actor             # ${say('the person who did it', '谁做的算谁')}
  - kinds: [broadcast]
    reach: audience          # ${say('every member present: weak, and only for three days', '当时在群的每个人：权重低，只算三天')}
    weight: 0.2
    window_days: 3

attribution:
  channel: group
  models: [first_touch, last_touch, linear, position_based, time_decay]
  position_based: { first: 0.4, last: 0.4 }
  time_decay: { half_life_days: 7 }
  code: touch                # ${say('a code on an order is a touch at that moment', '订单上的优惠码算当时的一个触点')}

report:
  language: ${language}
  labels:
    owners:                  # ${say('names of group owners', '报告里怎么称呼各位群主')}
${ownerLines()}    matrices:                # ${say('and of the matrices in the report', '以及各个矩阵')}
${matrixLines()}`;
}

const matrixNames = {
  stores: ['Stores', '门店'],
  core: ['Clubs', '护肤研究所'],
  vip: ['VIP', '会员'],
  growth: ['Referrals', '裂变'],
  campus: ['Campus', '校园'],
  event: ['Events', '活动'],
  feed: ['Moments', '朋友圈'],
  direct: ['One to one', '一对一'],
} as const;

function matrixLines(): string {
  return Object.entries(matrixNames)
    .map(([id, [en, zh]]) => `      ${id}: { en: ${en}, zh: ${zh} }\n`)
    .join('');
}

function ownerLines(): string {
  return Object.entries(operators)
    .map(([key, { en, zh }]) => `      "${memberIdOf('operator', key)}": { en: ${en}, zh: ${zh} }\n`)
    .join('');
}

/** The key `columns` with the names that differ; nothing if none does. */
function columnLines(header: Header): string {
  const differing = Object.entries(header).filter(([canonical, source]) => canonical !== source);
  if (differing.length === 0) return '';
  return `    columns:\n${differing.map(([canonical, source]) => `      ${canonical}: ${source}\n`).join('')}`;
}

function valuesOf(column: string, names: Readonly<Record<string, string>>): string {
  const lines = valueLines(column, names);
  return lines === '' ? '' : `    values:\n${lines}`;
}

function valueLines(column: string, names: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(names);
  if (pairs.length === 0) return '';
  return `      ${column}:\n${pairs.map(([canonical, source]) => `        ${source}: ${canonical}\n`).join('')}`;
}
