import type { en } from '../en/index.js';
import { after } from './after.js';
import { columns } from './columns.js';
import { funnel } from './funnel.js';
import { goals } from './goals.js';
import { highlights } from './highlights.js';
import { inputs, references } from './inputs.js';
import { landed } from './landed.js';
import { league } from './league.js';
import { method } from './method.js';
import { missing } from './missing.js';
import { moved } from './moved.js';
import { opening } from './opening.js';
import { page } from './page.js';
import { people } from './people.js';
import { placebo } from './placebo.js';
import { promo } from './promo.js';
import { sensitivity } from './sensitivity.js';
import { summary } from './summary.js';
import { tables } from './tables.js';
import { tactics } from './tactics.js';
import { trust } from './trust.js';

/** The report in Chinese; each part is checked against the words of English. */
export const zh: typeof en = {
  reportTitle: '社群落地报告',
  percentSign: '%',
  brackets: (text) => `（${text}）`,
  noChange: '持平',
  stop: '。',
  colon: '：',
  join: (sentences) => sentences.join(''),
  and: (names) => names.join('、'),
  titleList: (sentences) => sentences.join('；'),
  typeLabels: {
    group: '社群',
    store: '门店群',
    event: '活动群',
    fission: '裂变群',
    campus: '校园群',
    feed: '朋友圈',
    direct: '一对一',
  },
  kindLabels: {
    link_drop: '发链接',
    red_envelope: '红包',
    survey: '调研',
    activity: '活动',
    event: '活动',
    fission: '裂变',
    split: '拆群',
    campaign: '大促',
    live: '直播',
    broadcast: '群发',
  },
  modelLabels: {
    first_touch: '首次触点',
    last_touch: '末次触点',
    last_non: '末次（排除部分类型）',
    linear: '平均分配',
    position_based: '首尾加权',
    time_decay: '时间衰减',
    j_shaped: 'J 形',
    inverse_j: '倒 J 形',
    markov: '马尔可夫',
    shapley: '沙普利值',
    random_touch: '随机一次触点',
  },
  matrixLabels: {},
  inputs,
  references,
  list: (names) => names.join('，'),
  sentence: (title) => `${title}。`,
  models: (count) => `${count} 个模型`,
  groups: (count) => `${count} 个社群`,
  few: (least) => `<${least}`,
  fewReason: (least) => `涉及不足 ${least} 人的数字不显示。`,
  notObservable: '不可观测',
  notObservableReason: '数据源无法提供；不可观测不等于零。',
  noMembersReason: '成员数未知：该社群没有成员关系表。',
  noValueReason: '该目标没有金额。',
  noSumReason: '主线目标没有金额，或金额使用多种货币，不能相加。',
  none: '–',
  notInRun: '本次运行未计算。',
  nothingToShare: '没有落地结果，无法计算占比。',
  owner: (id) => `群主 ${id}`,
  noInterval: '无区间',
  provisionalFrom: (day) => `${day} 起未结算`,
  onWeekBefore: (change) => `较上周 ${change}`,
  allHistory: (day) => `截至 ${day} 的全部历史`,
  dates: (from, to) => `${from ?? '…'} 至 ${to ?? '…'}`,
  weekDates: (week, dates) => `第${Number(week.slice(-2))}周，${dates}`,
  weekdays: {
    monday: '周一',
    tuesday: '周二',
    wednesday: '周三',
    thursday: '周四',
    friday: '周五',
    saturday: '周六',
    sunday: '周日',
  },
  badges: { A: 'A', B: 'B', C: 'C', D: 'D', counted: '实数', activity: '活跃' },
  grades: {
    A: '增量，来自事先设计：玩法开始前就留出了对照组。',
    B: '增量，来自通过检验的准实验。',
    C: '相关：对已知因素做过调整的比较，不是效果。',
    D: '归因：按记账规则分配的功劳。只说明谁在附近，不说明谁是原因。',
    counted: '直接从数据表读出的实数，不含因果判断。',
    activity: '聊天与浏览。活跃从来不是结果，只以灰色作为背景。',
  },
  gradeNames: {
    A: '增量（事先设计）',
    B: '增量（准实验）',
    C: '相关',
    D: '按规则归因',
    counted: '数据表读数，不含因果判断',
    activity: '活跃，不是结果',
  },
  classes: { new: '先入群后首次落地', existing: '入群前就有落地', reactivated: '唤回', unknown: '未知' },
  reasons: {
    excluded_person: '已排除的人员',
    quarantined_identity: '身份关联过大，不可能是一个人',
    no_identity: '没有身份关联',
    touch_before_window: '触点都早于归因窗口',
    touch_only_after: '触点都晚于转化',
    no_touch: '没有触点',
  },
  parts: {
    goals: '目标与进度',
    landed: '落地结果',
    moved: '为什么变了？',
    highlights: '亮点与下滑',
    tactics: '玩法',
    lively: '活跃与落地',
    league: '分类型社群榜',
    kols: 'KOL',
    funnel: '人在哪一步流失？',
    matrix: '社群矩阵',
    risk: '代价是什么？',
    cohorts: '留得住吗？',
    pyramid: '用户金字塔',
    sensitivity: '换个口径会变吗？',
    trust: '这些数字可信吗？',
    method: '方法与口径',
  },
  levels: { good: '可信', care: '谨慎', bad: '停', open: '提示' },
  trust,
  placebo,
  columns,
  tables,
  promo,
  landed,
  league,
  sensitivity,
  tactics,
  after,
  opening,
  goals,
  moved,
  highlights,
  people,
  missing,
  funnel,
  summary,
  method,
  page,
};
