import type { opening as english } from '../en/opening.js';

/** The first screen, in Chinese. */
export const opening: typeof english = {
  targetQuestion: '达标了吗？',
  changeQuestion: '有什么变化？',
  decisionQuestion: '要拍板的事',
  untrusted: (label) => `先别按这些数字做决定：${label}`,
  allReached: (period) => `${period}达标`,
  noneReached: (period) => `${period}未达标`,
  someReached: (reached, all, period) => `${period} ${all} 个目标达成 ${reached} 个`,
  willMiss: (period, names) => `${period}${names}完不成`,
  onTrack: (period) => `${period}进度正常`,
  mayMiss: (period, names) => `${period}${names}多半完不成`,
  isOpen: (period, names) => `${period}${names ?? ''}还说不准`,
  isEarly: (period) => `${period}刚开始，还看不出`,
  standing: {
    over: (period, ahead, all) => `${period}：${all} 个达成 ${ahead} 个`,
    running: (period, ahead, all) => `${period}：${all} 个中 ${ahead} 个进度达标`,
  },
  ofTarget: (share) => `达成率 ${share}`,
  target: (target) => `目标 ${target}`,
  titles: (sentences) => sentences.join('，'),
  noTargets: '没有目标表',
  periods: {
    week: (week) => `第${week}周`,
    month: (month) => `${month}月`,
    quarter: (quarter, year) => `${year}年${'一二三四'[quarter - 1] ?? ''}季度`,
    year: (year) => `${year}年`,
  },
  atDay: (period, day) => `${period}，第 ${day} 天`,
  heads: { landed: '落地（净）', of: '达成率', lands: '预计', target: '目标' },
  valueOf: (goal) => `${goal}净成交额`,
  value: (goal, currency) => `${goal}净成交额（${currency}）`,
  people: (goal, net, people, gross) => `${goal} ${net}，来自 ${people} 人${gross ? '（含退款）' : ''}`,
  landed: (goal, net) => `${goal} ${net}`,
  fewResults: ([main, ...others]) =>
    `${main}，数量太少，看不出好坏${others.length === 0 ? '' : `；${others.join('，')}`}`,
  usual: '和平常差不多',
  above: '高于平常范围',
  below: '低于平常范围',
  marked: (event) => `赶上${event}`,
  daysOfCalendar: (days) => `日历上的 ${days} 个日子`,
  tooFew: '平常周太少，还谈不上异常',
  groups: (ups, downs) =>
    ups + downs === 0
      ? '没有哪个群特别突出'
      : [
          ...(ups > 0 ? [`${ups} 个群高于平时占比`] : []),
          ...(downs > 0 ? [`${downs} 个群低于平时占比`] : []),
        ].join('，'),
  lastWeek: (week, people, state) => `最近一个完整周（${week} 起）：${people} 人，${state}。`,
  range: (low, high) => `${low}–${high}`,
  chartTitle: (goal) => `每周人数：${goal}`,
  rangeText: (low, high) => `阴影是平常范围，${low} 至 ${high} 人。`,
  markedText: (event) => `赶上${event}的周本来就不一样，总数不算亮点。`,
  comparable: (week, people, change, reach, isBeyond) =>
    `和可比的 ${week} 当周（${people} 人）相比 ${change}，${isBeyond ? '超出' : '没有超出'}偶然波动（±\u00a0${reach}）。`,
  nothingComparable: '没有可比的周：请补上去年的数据。',
  fewWeeks: (needed, has) => `至少要 ${needed} 个平常周才能说哪一周不寻常，现在只有 ${has} 个。`,
  headlineResults: '主线结果',
  split: (what, total, rate, volume, mix, outside) =>
    `${what}（含退款）较上周 ${total}：人均转化带来 ${rate}，人数变化带来 ${volume}，群结构带来 ${mix}，群外的人带来 ${outside}。`,
  by: (owner, day) => [owner, day === null ? null : `${day} 前`].filter((part) => part !== null).join('，'),
  nothing: '没有要拍板的事。',
  nothingText: (missed) =>
    missed
      ? '有目标未达成，但没有闲置的有效玩法，也没有未解释的下滑。'
      : '没有完不成的目标，没有闲置的有效玩法，也没有未解释的下滑。',
  fix: (label) => `先把数据问题解决：${label}。`,
  miss: (name, day, target) => `${name}：${day} 前加一个玩法，或者下调目标 ${target}。`,
  missText: (low, high, period) => `不加的话，${period}预计 ${low} 至 ${high}。`,
  unlikelyText: (low, high, period, chance) =>
    `不加的话，${period}预计 ${low} 至 ${high}，达成目标的把握是 ${chance}。`,
  missed: (name, period, missing) => `${name}：${period}差 ${missing}，调整打法，或者改下一期的目标。`,
  missedText: (landed, target) => `落地 ${landed}，目标 ${target}。`,
  extend: (tactic) => `把${tactic}推广到其余的群。`,
  stop: (tactic) => `停掉${tactic}。`,
  why: (group) => `${group}：查一查为什么低于平时占比。`,
  whyText: (landed, expected) => `只有 ${landed} 人，按占比应为 ${expected} 人。`,
  test: (tactic, isOver, leftOut, length) =>
    `${tactic}：${isOver ? '下次' : ''}随机留出 ${leftOut}不做，对比 ${length}。`,
  leftOut: { holdout: (count) => `${count} 个群`, people: (count) => `${count} 个人` },
  testText: (hours, cost) => `已花 ${hours} 小时${cost === '' ? '' : `、${cost}`}，带来多少暂时判断不了。`,
  strip: {
    members: '成员',
    refunds: '退款',
    effort: '精力',
    trust: '可信度',
    ofWeek: (label, week) => `${label}（${week} 当周）`,
  },
  left: (count) => `${count} 人退群`,
  leftUsual: (low, high) => `平常 ${low} 至 ${high} 人`,
  leftUnknown: '看不到退群',
  joined: (count) => `${count} 人入群`,
  refunded: (share, goal) => `${goal ?? ''}目前退款 ${share}`,
  refundedBefore: (share) => `上周同期为 ${share}`,
  refundsUp: (share, usual) => `已有 ${share} 退款、取消，往常同期只有 ${usual}。`,
  noRefunds: '没有退款数据',
  off: (share) => `${share}的工时不在主线上`,
  offText: (off, all, from) => `${from} 以来 ${all} 小时中的 ${off} 小时`,
  noHours: '没有工时数据',
  final: (day) => `${day} 结算完`,
};
