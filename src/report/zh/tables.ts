import type { tables as english } from '../en/tables.js';

/** Titles of the tables behind the checks, in Chinese. */
export const tables: typeof english = {
  sources: '读取了哪些数据',
  match: '各社群成员匹配',
  matchObserved: '成员关系未知的社群，成员指在活动中出现过的人，以首次出现代替入群。',
  reconciliation: '已归因 + 未归因 = 总账',
  rejects: '读不进的行',
  foundHidden: '已启用人员脱敏，实际内容以哈希显示。',
};
