import type { Found } from './found.js';
import { plainName } from './plain_name.js';

/** Names of columns that may contain both days of a tactic, such as 11.2-11.4. */
export const rangeNames: readonly string[] = [
  '时间',
  '日期',
  '活动时间',
  '活动日期',
  '档期',
  'dates',
  'period',
];

/** Columns of a calendar of tactics with the groups in which they run, as they are compared. */
const coverNames: readonly string[] = [
  'groups',
  'group',
  'groupid',
  'groupids',
  'chats',
  'targetgroups',
  'groupscovered',
  'audience',
  '覆盖群',
  '覆盖社群',
  '覆盖群组',
  '参与群',
  '参与社群',
  '投放群',
  '投放社群',
  '适用群',
  '目标群',
  '执行群',
  '活动群',
  '群',
  '社群',
  '群组',
  '群范围',
  '群id',
  '群名称',
  '群名',
];

/** Columns with the title of a tactic: its id, where a calendar has no better one. */
export const tacticTitles: readonly string[] = ['tacticname', 'campaignname', '玩法名称', '活动名称'];

/** In a calendar whose start is a column of ranges such as 11.2-11.4, the end comes from the same column. */
export function withRanges(one: Found): Found {
  const { starts_at, ends_at } = one.columns;
  const isRange = starts_at !== undefined && rangeNames.includes(plainName(starts_at));
  if (one.table !== 'tactics' || ends_at !== undefined || !isRange) return one;
  return {
    ...one,
    columns: { ...one.columns, ends_at: starts_at },
    transforms: { starts_at: 'range_start', ends_at: 'range_end' },
    keys: ['# year: 2026   # write the year of dates without one, such as 11.2-11.4'],
  };
}

/** The groups in which tactics ran, where a calendar names them in a column of its own, several in a cell. */
export function coveredGroups(found: readonly Found[]): Found[] {
  if (found.some(({ table }) => table === 'tactic_groups')) return [];
  const calendar = found.find(({ table }) => table === 'tactics');
  const { tactic_id } = calendar?.columns ?? {};
  const group_id = calendar?.files[0]?.columns.find((column) => coverNames.includes(plainName(column)));
  if (calendar === undefined || tactic_id === undefined || group_id === undefined) return [];
  return [
    {
      table: 'tactic_groups',
      columns: { tactic_id, group_id },
      missing: [],
      files: calendar.files,
      keys: ['list_cells: true   # cells may name several groups: ids with commas, all, or type=store'],
    },
  ];
}
