import type { summary as english } from '../en/summary.js';

/** The 30-second summary, in Chinese. */
export const summary: typeof english = {
  nothing: '本期没有落地结果',
  title: (goal, net, change) => `${goal}：净落地 ${net}${change === null ? '' : `，较上周 ${change}`}`,
  statusLabel: '状态',
  noComparison: {
    nothing: '本期没有落地结果，无从比较。',
    no_earlier: '没有更早的完整周可供比较。',
    not_over: '本期还没有完整的一周，无从比较。',
    not_in: '本周或上周缺少部分日期的数据，两周不作比较。',
    few: '两周之一涉及的人数过少，不作比较。',
  },
  partly: (title, days_in) => `${title}（${days_in}）`,
  valueNet: (goal) => `${goal} 净成交额`,
  byModel: (model) => `模型 ${model}`,
  withCredit: (name, credit) => `${name} ${credit}`,
  top: (names, per, ties) =>
    `${per === null ? '归因' : `每百名${per === 'seen' ? '出现过的' : ''}成员归因`}最高的是：${names}${ties === null ? '' : `；${ties}`}。`,
  unattributed: (left, share, because, goal) =>
    `${goal === null ? '' : `${goal}：`}有 ${left} 个结果（占含退款总数的 ${share}）没有归因${because === null ? '' : `，主要原因：${because}`}。`,
  because: (count, reason) => `${reason}（${count}）`,
  notIncremental: '以上都还没有被证明是增量：归因只是记账，与没有做的社群对照之后才谈得上因果。',
};
