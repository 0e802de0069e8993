import type { league as english } from '../en/league.js';

/** The group league by type, in Chinese. */
export const league: typeof english = {
  question: '分类型社群榜',
  lead: (model) => `按“${model}”归因，不同类型的社群分开排名。若名次差异可能只是偶然，名次以区间表示。`,
  noGroups: '没有可比较的社群',
  noCredit: (goal) => `${goal}：没有社群获得归因`,
  oneGroup: '只有一个社群，无从比较',
  lead2: (names, count) => `${names}${count > 2 ? '等' : ''}在同类中领先`,
  notApart: (count, type) => `${count} 个${type}分不出高下`,
  mayBeFirstOf: (count, all, type) => `${all} 个${type}里有 ${count} 个可能排第一`,
  ofType: (type) => `“${type}”类的群`,
  nobodyLeads: '没有哪一类有三个以上的群可比',
  fewGroups: (parts) => `群太少，不比较：${parts}。`,
  fewPart: (type, count, credit) => `${type}（${count} 个群${credit === null ? '' : `，归因 ${credit}`}）`,
  oneSet: (parts) => `分不出高下，哪个名次都有可能：${parts}。`,
  openPart: (count, type, mean) => `${count} 个${type}${mean === null ? '' : `（每百人 ${mean}）`}`,
  shrunk: (label) => `${label}（含退款，修正后）`,
  ownersTitle: '按群主',
  ownersNote: '群位数按在群成员逐群计算。各群主手里的群类型不同，这张表只作描述，不作排名。',
  noType: '未标注类型',
  withoutType: '未标注类型的群',
  typeNothing: (type) => `${type}：没有社群获得归因`,
  typeOne: (type) => `${type}：只有一个社群，无从比较`,
  typeFew: (type) => `${type}：结果太少，无法排名`,
  typeTitle: (type, text) => `${type}：${text}`,
  leads: (name) => `${name} 领先`,
  mayBeFirst: (count, all) =>
    count === all ? `${all} 个社群都可能排第一` : `${all} 个社群中有 ${count} 个可能排第一`,
  byRate:
    '每百人数字含退款，是修正后的；区间是该群自己的。按每百名成员的已归因结果排序；成员少的社群会向同类平均值收缩，以免靠运气排第一。成员指本期内曾在群的人，不论其是否也在其他群。',
  byObserved: '没有成员关系表：成员指至今在活动中出现过的人，以首次出现代替入群，无法观测退群。',
  nobodyPresent: '本期内无人在群，因此没有比率：成员已退出，或已转入其他群。',
  byCredit: '部分社群成员数未知，按已归因结果排序，并向同类平均值收缩。',
  placesNote: (shocks) =>
    `横条为按人计算的 95 % 区间；名次区间由各社群两两比较的联立区间得出，全部名次同时成立的把握为 95 %。名次区间重叠即视为并列；只有名次仅为 1 的社群才是最好的。${shocks ? '名次区间已计入某一周波及整个群的事件（按近期的幅度），横条没有。' : '两者都没有计入某一周波及整个群的事件：数据太短，看不出幅度。'}`,
  trendNote:
    '本群成员：当时归属该群的人每周在主要目标上的落地。归属群是最早加入的那个群；拆群、并群后随人转入新群。这是实数，不是归因。',
  messagesNote: (from, to) => `消息数按整周计，为 ${from} 至 ${to}。`,
  noTrend: '已知周数不足两周。',
};
