import type { references as columns, inputs as english } from '../en/inputs.js';

/** What readers call the tables of the input, in Chinese. */
export const inputs: typeof english = {
  activities: '聊天与点击',
  conversions: '结果',
  identities: '身份关联',
  memberships: '群成员',
  groups: '群',
  reversals: '退款',
  codes: '渠道码',
  tactics: '玩法日历',
  tactic_groups: '玩法与群',
  group_lineage: '拆群与并群',
  kols: 'KOL',
  targets: '目标值',
  users: '用户',
  exclusions: '排除名单',
  calendar: '节日与大促',
  reasons: '原因答复',
};

/** What readers call the ids that another table should know, in Chinese. */
export const references: typeof columns = {
  'activities.group_id': '聊天与点击里的群',
  'activities.tactic_id': '聊天与点击里的玩法',
  'codes.group_id': '渠道码的群',
  'codes.kol_id': '渠道码的 KOL',
  'codes.tactic_id': '渠道码的玩法',
  'conversions.code': '结果上的渠道码',
  'conversions.user_id': '结果的用户',
  'exclusions.id': '排除名单里的 ID',
  'groups.kol_id': '群的 KOL',
  'kols.member_id': 'KOL 的成员',
  'kols.user_id': 'KOL 的用户',
  'members.member_id': '成员',
  'memberships.group_id': '群成员表里的群',
  'memberships.member_id': '群成员表里的成员',
  'reversals.conversion_id': '退款对应的结果',
  'tactic_groups.group_id': '玩法与群表里的群',
  'tactic_groups.tactic_id': '玩法与群表里的玩法',
};
