import type { funnel as english } from '../en/funnel.js';

/** From a click to a result, in Chinese. */
export const funnel: typeof english = {
  none: '还没有哪一周的点击走完了归因窗口',
  title: (share, goal, moved) =>
    `每 100 个点击的人里，${share} 人有${goal}${moved === '' ? '；各步都没有超出平常波动' : `；超出平常波动的是：${moved}`}`,
  lead: (clicked, from, to) =>
    `${from} 至 ${to} 有 ${clicked} 个认得出的人点了链接或扫了码，这是窗口已走完的最近一周。点击不一定是原因。`,
  against: (goal, share, usual, moved) =>
    `${goal}：${share}，之前八批为 ${usual}，${moved ? '超出偶然波动' : '没有超出各批之间的平常波动'}。`,
  table: '点击或扫码的人里',
  columns: { step: '步骤', people: '人数', share: '占这批人', usual: '之前八批' },
  noUsual: '之前不足四批。',
  note: '每一步都是这批人在当周首次点击之后、该目标窗口之内落地的人数；各步之间不必先后相连。有没有变化，只就这张表里的几步一起判断。',
};
