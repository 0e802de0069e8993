import type { sensitivity as english } from '../en/sensitivity.js';

/** Sensitivity to choices, in Chinese. */
export const sensitivity: typeof english = {
  nothing: '没有社群获得归因，无从比较',
  fewResults: (goal) => `${goal}：结果太少，名次没法比`,
  steady: (goal, cells) => `${goal}：全部 ${cells} 个组合中，居前的都是同样的社群`,
  moves: (goal, always, some, cells) =>
    `${goal}：${always} 个社群在全部 ${cells} 个组合中都居前五，${some} 个至少在一个组合中居前五`,
  lead: (models, windows, rules) =>
    `一个组合 = ${models} 个模型之一、一个归因窗口（${windows.join('、')} 天）${rules > 1 ? '，以及全部触点规则或其中一条' : ''}。在所有组合中都成立的结论，不取决于这些选择。`,
  note: '所有组合都只是记账方式：彼此一致并不是因果证据。',
  tableTitle: (goal, cells) => `${goal}：${cells} 个组合中的名次`,
  kept: '居前五',
  keptOf: (kept, cells) => `${cells} 个组合中的 ${kept} 个`,
  ranks: '名次（最好到最差）',
  unranked: '无',
  least: '归因（最少）',
  most: '归因（最多）',
  sampled: (share) => `按转化编号的哈希选取 ${share} 的转化计算：触点太多，全量计算的成本会超过整个运行。`,
};
