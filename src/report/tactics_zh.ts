import type { tacticsInEnglish } from './tactics_en.js';

/** Part 9 of the report in Chinese. */
export const tacticsInChinese: typeof tacticsInEnglish = {
  none: '没有已知的玩法',
  title: (all, caused, harmed) =>
    caused + harmed === 0
      ? `${all} 个玩法：目前都无法证明带来了增量`
      : `${all} 个玩法中，${caused} 个带来了增量${harmed === 0 ? '' : `，${harmed} 个反而有害`}`,
  lead: '功劳只说明谁在附近，增量才说明没有它就不会发生的结果，两者从不合并。',
  tableTitle: '归因、增量与把握程度',
  tableNote:
    '归因：报告期内末次触点的净额。增量：效果 × 风险成员数（玩法开始前已在群内的人） × 有玩法的周期数；区间对所有玩法同时成立（95%）。',
  columns: {
    tactic: '玩法',
    cost: '成本',
    hours: '工时',
    credited: '归因',
    incremental: '增量',
    ratio: '占归因',
    grade: '等级',
    verdict: '结论',
  },
  noCost: '玩法日历中没有填写。',
  inSeries: (kind) => `与同类玩法（${kind}）合并判断。`,
  series: (kind, count) => `${kind}，共 ${count} 次`,
  notInPeriod: '报告期内没有进行。',
  verdicts: {
    cannot_be_identified: '无法识别',
    proven_by_holdout: '对照组已证实',
    likely_caused: '很可能是原因',
    suggestive: '有迹象',
    real_but_smaller_than: '确有效果，但小到不值得',
    no_effect_bigger_than: '没有值得一提的效果',
    not_separable_from_a_trend: '与趋势无法分开',
    too_noisy_to_tell: '噪声太大，看不出',
  },
  harm: '有害',
  sentencesTitle: '一句话说明',
  interval: (low, high) => `95% 区间 ${low} 至 ${high}`,
  noInterval: '社群太少，没有区间',
  ofCredit: (credited, incremental, share, interval) =>
    `末次触点归因 ${credited}，其中约 ${incremental}（${share}，${interval}）没有它就不会发生。`,
  beside: (incremental, interval, credited) =>
    `约 ${incremental}（${interval}）没有它就不会发生${credited === null ? '' : `；末次触点归因 ${credited}`}。`,
  harmed: (fewer, interval) => `比没有它时少落地约 ${fewer}（${interval}）。`,
  noFinding: (incremental, interval, credited) =>
    `估计值为 ${incremental}（${interval}）${credited === null ? '' : `，末次触点归因 ${credited}`}；这还不是结论。`,
  rate: (rate, interval, period) =>
    `报告期内没有进行；进行时每千名成员每${period === 'week' ? '周' : '天'}约 ${rate}（${interval}）。`,
  smallest: (effect) => `这些数据能看出的最小效果：${effect}。`,
  perThousand: (rate, period) => `每千名成员每${period === 'week' ? '周' : '天'} ${rate}`,
  doubt: (reason) => `最值得怀疑之处：${reason}。`,
  unidentified: (reason) => `效果无法识别：${reason}。`,
  counts: (treated, control) => `有玩法的社群 ${treated} 个，可比的社群 ${control} 个。`,
  fix: (groups, periods, period, effect) =>
    `怎样才能知道：抽签留出 ${groups} 个社群，与 ${groups} 个有玩法的社群对比 ${periods} ${period === 'week' ? '周' : '天'}，可发现 ${effect} 以上的效果（用 grouplift lift design 抽签）。`,
  reasons: {
    none: '同一天开始的其他变化看起来会一模一样',
    none_by_lot: '这是这些社群、这段时间的结果，换个地方可能不同',
    no_groups: '不知道哪些社群有过这个玩法',
    not_started: '还没有开始',
    outcome_varies: '各社群的结果没有任何差别',
    untreated_comparison: '没有未开展玩法的社群可比',
    pre_periods: '开始之前的时间太短',
    treated_groups: '开展的社群太少',
    control_groups: '未开展的社群太少',
    common_support: '未开展的社群不如开展的社群活跃，没有可比性',
    qualifying_events: '活动间隔太密，没有一次前后是清净的',
    sample_ratio: '各组规模与抽签方案不符',
    groups_per_arm: '每组的社群太少',
    activity_trend: '活跃的社群本来就涨得快，而玩法正好给了它们（这种情况下真实的效果也会被拒绝）',
    ever_treated_trend: '开展玩法的社群此前就涨得比别人快',
    placebo: '还没开始就好像已经有效',
    estimators_agree: '两种比较方法得出不同的答案',
    trend_interval: '允许这些社群有自己的趋势后，效果就消失了',
    placebo_mde: '开始之前，一半大小的假效果也可能没被发现',
    activity_shift: '考虑活跃度之后，估计值明显变动',
    levels_and_ratios: '按数量和按比例看，方向不一致',
    leave_one_cohort_out: '结论只靠同一天开始的一批社群',
    spillover: '未开展社群的成员同时也在开展的社群里',
    overlap: '同一时间同一批社群还开始了别的玩法',
    enough_placebos: '未开展的社群太少，无法排名比较',
    claims: '同时检验这么多玩法，碰巧出现一个并不奇怪',
  },
  never: '与玩法同时开始的其他原因，任何规则都看不出来，例如同一天同一批社群换了更好的运营或新的价格。',
  gatesTitle: '全部检验',
  gateColumns: { gate: '检验', statistic: '统计量', p: 'p', passed: '通过' },
  passed: '是',
  failed: '否',
  eventTitle: (name, quiet, works) =>
    `${name}：开始前${quiet ? '没有异常' : '已有动静'}，开始后${works ? '更多' : '没有突出的变化'}`,
  eventDescription: (name, period) =>
    `${name} 对每千名成员的效果，按社群开始后的${period === 'week' ? '周' : '天'}数排列（负数为开始前），区间对全部点同时成立（95%）。`,
  eventAxis: (period) => `开始后的${period === 'week' ? '周' : '天'}数`,
  finding: (name, text) => `${name}：${text}`,
};
