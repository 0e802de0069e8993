import type { after as english } from '../en/after.js';

/** 玩法结束之后：一阵风、长期见效，还是只是提前透支。 */
export const after: typeof english = {
  title: '一阵风还是长期见效：玩法期间与结束之后的落地',
  during: '进行期间',
  soon: '结束后第 1–2 周',
  later: '结束后第 4–8 周',
  verdicts: {
    lasting: '长期见效',
    pulse: '一阵风',
    pulled_forward: '提前透支',
    cannot_tell: '暂时判断不了',
  },
  sentence: {
    lasting: (name, goal, during, then) =>
      `${name}对${goal}长期见效：结束后第 4–8 周${then}；进行期间${during}。`,
    pulse: (name, goal, during, then) =>
      `${name}对${goal}只是一阵风：进行期间${during}，结束后第 4–8 周${then}。`,
    pulled_forward: (name, goal, during, then) =>
      `${name}只是把${goal}提前了：进行期间${during}，结束后两周${then}。`,
    cannot_tell: (name, goal, during, then) =>
      `${name}对${goal}能否长期见效，暂时判断不了：进行期间${during}，结束后第 4–8 周${then}。`,
  },
  times: (ratio, low, high) => `是同类型无此玩法社群推算值的 ${ratio} 倍（95\u00a0% ${low}–${high}）`,
  unknown: '人数太少，说不准',
  tooFew: '落地人数太少，或没有这个玩法的同类型社群太少。',
  rest: (open, told) =>
    told === 0
      ? `一阵风还是长期见效：结束满八周的 ${open} 个玩法都暂时判断不了。`
      : `一阵风还是长期见效：另有 ${open} 个玩法暂时判断不了。`,
  seen: (name, gain) => `其中最接近有结论的是${name}：长期提升若达到 ${gain}，本来能看出来。`,
  next: (groups, gain) =>
    `最省事的下一步：下次随机选 ${groups} 个群做、同类型 ${groups} 个群不做，结束八周后再看，能看出 ${gain} 以上的提升。`,
  noSize: '之前或之后落地的人太少，给不出大小。',
  smallest: '能看出的长期提升',
  test: '怎样才能知道',
  sides: (groups, gain) => `${groups} 个群对 ${groups} 个群：${gain} 以上`,
  none: '一阵风还是长期见效：没有哪个玩法既有结束日期和自己的社群，又有前后各八周的数据。',
  notYet: (day) => `一阵风还是长期见效：还没有玩法结束满八周，最早 ${day} 起可以判断。`,
  note: '按落地人数，与之前八周、与同类型无此玩法的社群相比；全部玩法一起判断（Holm 法），都没有效果时，20 份报告里至多 1 份会点到名。只是对比，不是证明：同一批群里可能还有别的玩法。',
};
