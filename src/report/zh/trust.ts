import type { trust as english } from '../en/trust.js';

/** Whether the figures can be trusted: checks and lights, in Chinese. */
export const trust: typeof english = {
  yes: '可信：账目相符，数据足够完整',
  care: (labels) => `谨慎使用：注意${labels.join('、')}`,
  no: (label) => `暂不可信：${label}`,
  lead: '每一个转化都在账上：要么归给社群，要么未归因并给出原因。',
  checksTitle: '检查',
  books: '账目核对',
  rows: '拒收行',
  match: '成员匹配',
  join: '无法关联到人的结果',
  ids: 'ID 对不上',
  fresh: '数据时效',
  provisional: '暂定值',
  settled: '无：本期的归因窗口与结算期均已结束。',
  restated: '数字更正',
  notRestated: (asOf) => `各项合计与截止 ${asOf} 的运行一致，没有变化。`,
  restatedFrom: (asOf, changes) => `与截止 ${asOf} 的运行相比：${changes.join('；')}。`,
  change: (goal, figure, before, after) => `${goal} ${figure} ${before} → ${after}`,
  figures: {
    conversions: '落地（毛）',
    conversions_net: '落地（净）',
    value_net: '净成交额',
    credited: '已归因',
  },
  leftOutLabel: '未计入',
  leftOutLabels: {
    no_goal: '不属于任何目标的结果',
    late_conversions: '截止时间之后的结果',
    late_reversals: '截止时间之后的退款',
  },
  leftOutTexts: {
    no_goal: (part, whole, money, share) =>
      `${whole} 个转化中有 ${part} 个${money === '' ? '' : `（${money}）`}不属于任何目标，未计入任何数字（${share}）。`,
    late_conversions: (part, whole, money, share) =>
      `${whole} 个转化中有 ${part} 个${money === '' ? '' : `（${money}）`}晚于截止时间（${share}）。`,
    late_reversals: (part, whole, money, share) =>
      `${whole} 条退款中有 ${part} 条${money === '' ? '' : `（${money}）`}晚于截止时间，尚未扣减（占落地金额 ${share}）。`,
  },
  noConversions: '本期没有任何转化。',
  noBooks: '没有核对表，无法证明功劳与总账相符。',
  booksBalance: (models) => `每个目标下，已归因 + 未归因 = 总账（${models}），差额为 0。`,
  booksOff: (goal, model, gap) => `${goal}（${model}）：已归因与未归因之和与总账相差 ${gap}。`,
  noRejects: (rows) => `${rows} 行数据全部接收，无拒收。`,
  rejects: (rejected, rows, share) => `${rows} 行中有 ${rejected} 行被拒收（${share}）。`,
  matchUnknown: '不可观测：没有已知成员。',
  matchFew: (least) => `已知成员不足 ${least} 人。`,
  matched: (matched, members, share) => `${members} 名成员中有 ${matched} 名能对应到产品用户（${share}）`,
  wrote: (share) => `，他们写了 ${share} 的消息。`,
  unjoined: (goal, share) => `${goal} 中有 ${share} 没有已知的人：是群外用户还是未匹配，无法区分。`,
  idsMeet: '各表的 ID 能在应有的表中找到。',
  idsLost: (reference, share) => `${reference} 中有 ${share} 在应有的表中找不到`,
  idsNear: (share, apart) => `，其中 ${share} 与已知 ID 只差${apart}`,
  apart: {
    case: '大小写',
    decimal: '末尾的 .0',
    zeros: '前导零',
    blanks: '中间的空格或连字符',
    prefix: '首个数字之前的部分',
  },
  behind: (table, days, asOf) =>
    days === 0
      ? `各表数据都已到截止时间（${asOf}）。`
      : `${table} 最新一行比截止时间（${asOf}）早 ${days} 天。`,
  provisionalFrom: (day) => `${day} 起的数字仍可能变化：归因窗口与结算期尚未结束。`,
  leftOut: (rows) => `晚于截止时间的 ${rows} 行未计入。`,
  whereHeading: '结果去了哪里',
  credited: '归给社群',
  creditedNoGroup: '已归因但不属于社群',
  otherReasons: '其他原因',
  sharesTitle: (goal, share) => `${goal} 有 ${share} 归给了社群`,
  sharesDescription: '默认模型下归给社群的转化，以及未归因的转化与原因。',
};
