import type { highlights as english } from '../en/highlights.js';

/** Highlights and lowlights, in Chinese. */
export const highlights: typeof english = {
  question: '亮点与下滑',
  title: (ups, downs, series) =>
    `${series} 条周曲线中${[...(ups > 0 ? [` ${ups} 个亮点`] : []), ...(downs > 0 ? [` ${downs} 个下滑`] : [])].join('、')}`,
  none: (series) => `本周没有真正的亮点：${series} 条曲线都在平常波动之内`,
  inWeek: (goal, week) => `${goal}（${week} 当周）`,
  judged: (week) => `只看本期最后一个完整的周（${week} 当周）。`,
  lead: '数的是人，不是单；每个群只和它平时在当周的占比比较，所以一个大买家或旺季都不算亮点。在没有任何变化的周里，100 份报告至少 95 份这里是空的。',
  kinds: { jump: '跳升', built_up: '攒出来的', drop: '掉了' },
  still: { jump: '持续偏高', built_up: '持续偏高', drop: '持续偏低' },
  since: (week) => `${week} 当周就很突出，之后一直偏离平时占比。`,
  card: (group, landed, goal, expected, weeks) =>
    weeks === 1
      ? `${group}：${landed} 人（${goal}），按占比应为 ${expected} 人`
      : `${group}：近 ${weeks} 周 ${landed} 人（${goal}），按占比应为 ${expected} 人`,
  cardWithout: (group, goal, isUp) => `${group}：人数${isUp ? '高于' : '低于'}平时占比（${goal}）`,
  chart: (group, goal) => `${group}：每周人数，${goal}`,
  described: (landed, expected) => `最后一周 ${landed} 人，平时占比为 ${expected} 人；阴影是偶然波动的范围。`,
  single: '实线：人数。虚线：平时占比。阴影：偶然波动。',
  lineOnly: '实线：人数。平时占比不画：会推算出人数太少、没有打印的那几周。',
  slow: '没有哪一周特别突出，是几周攒出来的。',
  why: (owner) => `${owner === null ? '原因？' : `请${owner}说明原因，`}尚未回答。`,
  answered: (text, by) => `${by ?? '回答'}：“${text}”`,
  ran: (names) => `同期玩法：${names}。`,
  ranNone: '这几天日历里没有玩法。',
  totals: {
    out: (goal, people, low, high, isUp) =>
      `${goal}：${people} 人，${isUp ? '高于' : '低于'}平常范围 ${low} 至 ${high}。`,
    usual: (goal, people, low, high) => `${goal}：${people} 人，在平常范围 ${low} 至 ${high} 之内。`,
    marked: (goal, people, event) => `${goal}：${people} 人，赶上${event}；这样的周总数不算亮点。`,
    few: (goal, has) => `${goal}：只有 ${has} 个平常周，至少要 12 个才能判断总数。`,
  },
  records: (seen, expected) => `新高：${seen} 个群创下单周最高；只凭偶然也会有 ${expected} 个。`,
  recordsLuck: '没有超出运气。',
  recordsMore: '超出了运气；单看每一个，仍可能只是运气。',
  watchTitle: (seen, chance) => `值得看看，还不能算：${seen} 个群超出平常的周，只凭偶然最多也有 ${chance} 个`,
  columns: { group: '群', goal: '目标', people: '人数', usual: '平时占比' },
  few: '还谈不上亮点',
};
