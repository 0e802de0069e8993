import type { decisions as english } from '../en/decisions.js';

/** The one decision of the summary, in Chinese. */
export const decisions: typeof english = {
  noData: '无需决定：本期没有结果。',
  bad: (label) => `暂不要依据这些数字做决定。请先解决：${label}。`,
  noCredit: (goal) => `不要因 ${goal} 调整预算：没有结果能关联到社群。`,
  join: (goal) => `在比较社群之前，先把更多 ${goal} 匹配到人：太多结果不知属于谁。`,
  placebo: '不要依据这份功劳调整预算：仅凭时间先后不足以支持它，需要对照组来回答。',
  rise: (goal) => `在加大任何社群投入之前，先弄清 ${goal} 为何上升，再用对照组验证。`,
  fall: (goal) => `弄清 ${goal} 为何下降，先看最大的几个社群。`,
  none: '本期没有必须做出的决定。',
};
