import type { page as english } from '../en/page.js';

/** What stands around the parts: contents, buttons, heads of lists, in Chinese. */
export const page: typeof english = {
  legend: '图例',
  contents: '目录',
  skip: '跳到正文',
  more: (count) => `再显示 ${count} 行`,
  omitted: (count) => `其余 ${count} 行见工作簿与数据表。`,
  beyondSheet: (count, table) => `其余 ${count} 行见数据表 ${table}（tables/${table}.parquet）。`,
  interval: '95% 区间',
  low: (label) => `${label}，95% 下限`,
  high: (label) => `${label}，95% 上限`,
  lowEnd: '下限',
  highEnd: '上限',
  sort: '按此列排序',
  evidence: '证据等级',
  asOf: (time) => `数据截至 ${time}`,
  run: (hash, version) => `运行 ${hash} · grouplift ${version}`,
  finding: '发现',
  figure: '指标',
  value: '数值',
  note: '说明',
  week: '周',
  check: '检查',
  tables: '数据表',
  cut: '更多内容见完整报告。',
};
