import type { tactics as english } from '../en/tactics.js';

/** Part 9 of the report in Chinese. */
export const tactics: typeof english = {
  title: (proven, likely, harmed, noisy, counted, open) =>
    [
      ...(proven > 0 ? [`${proven} 个已证实带来增量`] : []),
      ...(likely > 0 ? [`${likely} 个很可能带来增量`] : []),
      ...(harmed > 0 ? [`${harmed} 个（证实或很可能）反而有害`] : []),
      ...(proven + likely + harmed === 0 ? ['还没有证实有效的玩法'] : []),
      ...(noisy > 0 ? [`${noisy} 个没有定论`] : []),
      ...(counted > 0 ? [`${counted} 个全员同时参与`] : []),
      ...(open > 0 ? [`${open} 个暂时判断不了`] : []),
    ].join('，'),
  noneRan: '本期和归因窗口内没有玩法',
  othersTitle: '本期和归因窗口内没有做的玩法',
  lead: '归因（功劳）只说明谁在附近，增量才说明没有它就不会发生的结果，两者从不合并。',
  tableTitle: '归因、增量与把握程度',
  tableNote:
    '归因：报告期内末次触点的净额。增量：报告期内没有它就不会发生的结果，只算玩法开始前已在群内的人；它不是归因的一部分。区间对所有玩法同时成立（95%），并按检验结果放宽。',
  columns: {
    tactic: '玩法',
    cost: '成本',
    hours: '工时',
    credited: '归因',
    incremental: '增量',
    ratio: '与归因之比',
    grade: '等级',
    verdict: '结论',
  },
  noCost: '玩法日历中没有填写。',
  inSeries: (kind) => `与同类玩法（${kind}）合并判断。`,
  series: (kind, count) => `${kind}，共 ${count} 次`,
  notInPeriod: '报告期内没有它的完整周期。',
  noCreditModel: '没有要求按末次触点归因。',
  noCredit: '末次触点没有给它任何归因。',
  verdicts: {
    cannot_be_identified: '暂时判断不了',
    proven_by_holdout: '对照组已证实',
    likely_caused: '很可能是原因',
    real_but_smaller_than: '确有效果，但小到不值得',
    clear_difference: '差异明显，原因未证实',
    no_effect_bigger_than: '没有值得一提的效果',
    too_noisy_to_tell: '波动太大，看不出来',
    counted: '全员同时：只计数',
  },
  harm: '有害',
  noRatio: '没有结论，无从相比。',
  sentencesTitle: '一句话说明',
  unidentifiedTitle: '其余的为什么说不清，怎样才能知道',
  why: '原因',
  interval: (low, high) => `95% 区间 ${low} 至 ${high}`,
  noInterval: '社群太少，给不出区间',
  beside: (incremental, interval, credited) =>
    `增量约 ${incremental}（${interval}），没有这个玩法就不会有${credited === null ? '' : `；末次触点归因 ${credited}`}。`,
  harmed: (fewer, interval) => `比没有它时少落地约 ${fewer}（${interval}）。`,
  noFinding: (incremental, interval, credited) =>
    `估计值为 ${incremental}（${interval}）${credited === null ? '' : `，末次触点归因 ${credited}`}；这还不是结论。`,
  noEffect: (incremental, interval, credited) =>
    `估计值为 ${incremental}（${interval}）${credited === null ? '' : `，末次触点归因 ${credited}`}：可以排除有意义的效果。`,
  clear: (incremental, interval, credited) =>
    `差异明显：约 ${incremental}（${interval}）${credited === null ? '' : `，末次触点归因 ${credited}`}；是否由它造成，尚未证实。`,
  everybody: (counted, day, weeks) =>
    `所有人同时都有，没有可比的对象，因此不说效果。自 ${day} 起的${weeks === 1 ? '一周' : ` ${weeks} 周`}共落地 ${counted}。`,
  usual: (low, high, place) =>
    `${{ above: '高于平常', below: '低于平常', within: '在平常波动之内' }[place]}：按此前走势应为 ${low} 至 ${high}。`,
  noUsual: '此前时间太短，看不出平常是多少。',
  before: (name, counted) => `上一次同类活动（${name}）：${counted}。`,
  sameDays: '那几天里的其他任何变化看起来都会一样。',
  countedTitle: '全员同时参与的：只计数，不说效果',
  rate: (rate, interval, period) =>
    `报告期内没有它的完整一${period === 'week' ? '周' : '天'}；进行时每千名成员每${period === 'week' ? '周' : '天'}约 ${rate}（${interval}）。`,
  recruits: (effect, more, interval) =>
    `此外：开始以来新进群的人，比按此前和其他社群新人推算的${more ? '多' : '少'}落地约 ${effect}（${interval}）。`,
  smallestAlone: (effect) => `单独看，能看出的最小效果大约是：${effect}。`,
  smallest: (effect) => `现有数据能看出的最小效果：${effect}。`,
  perThousand: (rate, period) => `每千名成员每${period === 'week' ? '周' : '天'} ${rate}`,
  kindsTitle: '同类玩法合在一起看',
  kindTerm: (kind, count, goal) => `${kind}，${count} 个有估计值（${goal}）`,
  kindMean: (verdict, ratio, interval) => `${verdict}：平均为没有它时的 ${ratio} 倍（${interval}）。`,
  kindNext: (low, high) => `下一次大致在 ${low} 至 ${high} 倍之间。`,
  doubt: (reason) => `最大的疑点：${reason}。`,
  unidentified: (reason) => `暂时判断不了效果：${reason}。`,
  counts: (treated, control) => `有玩法的社群 ${treated} 个，可比的社群 ${control} 个。`,
  dropped: (groups) => `另有 ${groups} 个社群无法比较：可观察时已经有了这个玩法，或当时无人在群。`,
  length: (periods, period) => `${periods} ${period === 'week' ? '周' : '天'}`,
  fix: {
    holdout: ({ groups, length, effect }) =>
      `怎样才能知道：随机留出 ${groups} 个群不做，和另外 ${groups} 个做的群对比 ${length}，能看出${effect} 以上的效果（用 grouplift lift design 抽签分组）。`,
    people: ({ people, length, effect }) =>
      `怎样才能知道：同类的群太少，改为按人抽签：随机让 ${people} 名成员参与，和另外 ${people} 名不参与的对比 ${length}，最好的情况下能看出${effect} 以上的效果（用 grouplift lift trial 读结果）。`,
    more_results: ({ results }) =>
      `怎样才能知道：这些群里落地太少，什么试验都看不出来，翻一倍也要每组 ${results} 个结果才看得出；换一个落地更多的目标，或者多找些群一起做。`,
    draw_groups: ({ groups }) =>
      `怎样才能知道：开始之前先抽签决定哪些群做，做和不做的各至少 ${groups} 个群（用 grouplift lift design 抽签分组）。`,
    draw_people: ({ results }) =>
      `怎样才能知道：下次抽签决定哪些人可以参与，再和没参与的人对比（用 grouplift lift trial 读结果）；每组有 ${results} 个结果，就能看出翻倍的效果。`,
    wait: ({ from }) => `怎样才能知道：${from} 或之后再出一份报告。`,
    earlier_results: ({ from }) => `怎样才能知道：补上 ${from} 起的结果，才有之前的时间可以对比。`,
    name_groups: ({ groups }) =>
      `怎样才能知道：在 tactic_groups 表里写明哪些群做过；下次随机留出至少 ${groups} 个群不做。`,
  },
  reasons: {
    none: '同一天开始的其他变化看起来会完全一样',
    none_if_drawn: '结果只来自这些群、这段时间，换一批群、换一段时间可能不一样',
    no_groups: '不知道哪些社群有过这个玩法',
    no_members: '开始之前没有人在它的社群里',
    too_recent: '开始之后还没有过完一个完整的周期',
    over_before: '在第一个有结果的完整周期之前就已结束',
    no_start: '不知道它是什么时候开始的',
    not_started: '还没有开始',
    outcome_varies: '可比的范围内各社群的结果没有任何差别',
    untreated_comparison: '同类型的社群都开展了，没有可比的社群',
    pre_periods: '开始之前的时间太短',
    treated_groups: '可比的开展社群太少',
    control_groups: '同类型中未开展的社群太少',
    common_support: '未开展的社群不如开展的社群活跃，没有可比性',
    qualifying_events: '活动间隔太密，前后都有别的活动干扰',
    sample_ratio: '各组规模与随机分组方案不符',
    groups_per_arm: '每组的社群太少，不足以证实',
    activity_trend: '活跃的社群走势与别的不同，不考虑这一点时估计值会变',
    ever_treated_trend: '开展玩法的社群此前就有自己的走势',
    adopter_trend: '开展玩法的社群（越早开展的越明显）此前就有自己的走势',
    placebo: '开始前几周就好像已经有效',
    last_periods: '它紧接在反常的几周之后开始',
    levels_and_ratios: '按数量算与按倍数算，结果不同',
    spillover: '未开展社群的成员同时也在开展的社群里',
    overlap: '同一时间同一批社群还开始了别的玩法',
    claims: '同时检验这么多玩法，碰巧出现一个并不奇怪',
  },
  never: '与玩法同时开始的其他原因，任何规则都看不出来，例如同一天同一批社群换了更好的运营或新的价格。',
  checksTitle: '全部检验',
  checkColumns: { check: '检验', size: '大小', error: '误差', bound: '界限', passed: '成立' },
  notAsked: '未检验：数据中没有。',
  passed: '是',
  failed: '否',
  eventTitle: (name, quiet, works) =>
    `${name}：开始前${quiet ? '没有异常' : '已有动静'}，开始后${works ? '更多' : '没有突出的变化'}`,
  eventDescription: (name, period) =>
    `${name} 对每千名成员的效果，按社群开始后的${period === 'week' ? '周' : '天'}数排列（负数为开始前），区间对全部点同时成立（95%）。`,
  eventAxis: (period) => `开始后的${period === 'week' ? '周' : '天'}数`,
  finding: (name, text) => `${name}：${text}`,
};
