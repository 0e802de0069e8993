import type { landed as english } from '../en/landed.js';

/** Landed results, in Chinese. */
export const landed: typeof english = {
  question: '落地结果',
  nothing: '本期没有落地结果',
  lead: '已扣除退款与取消，按结果发生日统计。各成员类别相加等于总数。',
  fewResults: (goal, landed) => `${goal}：落地 ${landed}，太少，不算占比`,
  notByClass: '不按类别显示',
  classesFew: (goal) => `${goal}：落地情况`,
  allUnknown: (goal) => `${goal}：分不清是先入群还是先落地`,
  mostUnknown: (goal, share) => `${goal}：${share} 分不清是先入群还是先落地`,
  newShare: (goal, fresh, existing, unknown) =>
    `${goal}：${fresh} 来自先入群后首次落地的人，${existing} 来自其他人${unknown === null ? '' : `，${unknown} 未知`}`,
  net: '落地（净）',
  valueNet: '净成交额',
  gross: '落地（含退款）',
  reversedNote: (reversed) => `其中全额退款 ${reversed}`,
  weekBefore: '上周同期（净）',
  lastYear: (week) => `去年同期（${week} 当周，净）`,
  onLastYear: (change, aligned, outside) =>
    `较去年 ${change}，退款按同样天数计${aligned === null ? '' : `；按“${aligned}”对齐`}${outside === null ? '' : `；${outside}`}`,
  lastYearMonths: (from, to) => `去年同期 ${from} 至 ${to}（净）`,
  outside: (day, date) => `去年的${day}不在其中（${date}）`,
  lastWeek: (week) => `${week} 当周（净）`,
  weeksTitle: (goal, most, week) => `${goal} 每周净落地：${week} 当周最多（${most}）`,
  weeksDescription: (from, to, least) =>
    `${from} 至 ${to} 每周净落地结果，按成员类别堆叠。${least > 1 ? `小于 ${least} 的部分不绘制。` : ''}`,
  classTitle: '按成员类别',
  classNote: '先入群：加入第一个社群之前没有落地过。唤回：入群前落地过，但入群前 90 天内没有。',
  unknownNote: '未知：结果对不上人，或者不知道本人何时入群、入群前有没有落地过。',
  target: '当周目标',
  yearLine: '去年同期',
  pale: '未结算',
};
