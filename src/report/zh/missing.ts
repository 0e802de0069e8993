import type { missing as english } from '../en/missing.js';

/** One line for each missing input, in Chinese. */
export const missing: typeof english = {
  heading: '这份报告还答不了什么，补什么数据就能答',
  targets: '没有目标表：补上 node、period、target 三列，就能看是否达标。',
  effort: '玩法日历没填工时和成本，看不出有多少精力花在主线之外。',
  members: '没有成员表，分不清是人多了还是转化高了。',
  weeks: (has) => `至少要 12 个平常周，现在只有 ${has} 周，还谈不上亮点。`,
  weeksOfTotals: (has) => `总数至少要 12 个平常周，现在只有 ${has} 周：一周的总数是否反常还判断不了。`,
  messages: '没有聊天记录，无法对照活跃与落地。',
  tactics: '没有玩法日历，无从判断哪个玩法有用。',
  kols: '没有 KOL 名单，看不到本人成交和带来的成交。',
  codes: '没有用到渠道码，只看 KOL 本人成交。',
  overlap: '没有拆并群记录，也没有两个群有共同成员：社群矩阵无从谈起。',
  cohorts: (day) => `没有满龄的同期群，最早要到 ${day}。`,
  refunds: '没有退款表，净额等于总额。',
  leaves: '看不到退群。',
  clicks: '数据源里没有认得出的人的点击或扫码，看不出人在哪一步流失。',
  youngClicks: '还没有哪一周的点击走完全部窗口，漏斗要晚些才有。',
  calendar: '没有日历，分不出大促、节日和平常周。',
  owners: '没有群主信息，不按群主统计。',
  pyramid: '90 天内没有认得出的人落地，画不出金字塔。',
  replies: '导出里近 90 天没有回复关系，看不出谁和谁互动（互动三角）。',
};
