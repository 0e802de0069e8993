import type { placebo as english } from '../en/placebo.js';

/** The placebo window and its tests, in Chinese. */
export const placebo: typeof english = {
  title: '倒查（转化之后的触点）',
  counts: (days, after, before) => `转化之后 ${days} 天内有触点的转化 ${after} 个，之前 ${before} 个。`,
  more: '之后比之前还多：仅凭时间先后，不足以支持这份归因。这既不说明玩法有效，也不说明无效；也可能是转化把人带进了社群。',
  high: '之后与之前差不多或更多：仅凭时间先后，不足以支持这份归因。这既不说明玩法有效，也不说明无效；也可能是转化把人带进了社群。',
  low: '之后少于之前：可能真有作用，也可能只是人在转化前恰好变活跃了。',
  few: '转化太少，无法从时间先后得出结论。',
  unobserved: '其中没有一个能完整观察到前后两个窗口，暂时无法从时间先后得出结论。',
  unclear: '之后可能与之前一样多：仅凭时间先后，不足以明确支持这份归因。这既不说明玩法有效，也不说明无效。',
  paired: (pairs, after, before, ratio, interval) =>
    `前后窗口都能观察到的 ${pairs} 个转化中：之后有触点的 ${after} 个，之前 ${before} 个，比值 ${ratio}${interval === null ? '' : `（${interval}）`}。`,
  testsTitle: '反证检验：拿不可能引起结果的窗口来对照',
  testsNote:
    '落在同一人其他结果窗口内的触点，两边都不计。对照窗口与之前窗口一样多时，仅凭时间先后不足以支持这份归因；更少时，可能真有作用，也可能只是人在转化前恰好变活跃了。',
  groupsTitle: '各社群：之后的窗口对之前的窗口',
  groupsNote: '两边是同一批转化。比值接近 1 既不说明社群有效，也不说明无效；也可能是结果把人带进了社群。',
  test: '对照窗口',
  tests: {
    after_window: '之后的窗口',
    shifted_window: '再往前一个窗口',
    random_date: '同一人某个随机日期之前的窗口',
  },
  pairs: '转化数',
  before: '之前有触点',
  other: '对照窗口有触点',
  ratio: '比值',
};
