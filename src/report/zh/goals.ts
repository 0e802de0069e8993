import type { goals as english } from '../en/goals.js';

/** Goals and pacing, in Chinese. */
export const goals: typeof english = {
  question: '目标与进度',
  title: (ahead, all, behind) =>
    `${ahead === all ? `${all} 个目标全部` : `${all} 个目标中 ${ahead} 个`}跟上进度${behind === null ? '' : `；${behind}`}`,
  behind: (name, count, period) => `${period ?? ''}${name}落后 ${count}`,
  lead: '进度按每天的分量算：星期几取最近八个平常周，节日和大促取数据里更早的同名日子。都是目前的净额（退款后），之后还可能有退款。',
  table: (period, gone, days) =>
    `${period}，${gone === days ? `${days} 天全部过完` : `${days} 天已过 ${gone} 天`}`,
  state: (share, isAhead) => (isAhead ? `比进度快 ${share}` : `比进度慢 ${share}`),
  atPace: '正好跟上',
  of: (target) => `目标 ${target}`,
  heads: { node: '目标', soFar: '已完成', bar: '进度与目标', lands: '预计', verdict: '判断' },
  verdicts: {
    on_track: '能完成',
    likely: '多半能完成',
    open: '说不准',
    unlikely: '多半完不成',
    will_miss: '完不成',
    reached: '已达成',
    missed: '未达成',
    not_in: '数据不全',
  },
  missBy: (count) => `预计缺口 ${count}`,
  missedIn: (name, count, period) => `${period}${name}差 ${count}`,
  missedBy: (count) => `缺口 ${count}`,
  chance: (share) => `把握 ${share}`,
  noneIn: '有几天没有数据，目标还不能判断',
  early: '还太早',
  legend: '色条：已完成。长竖线：目标；短竖线：今天应到的进度。细线：预计落点，九成把握。',
  unknownEvents: (names) => `${names}：没有更早的同名日子可参考，按平常日子算。`,
  gap: (parent, sum, target) => `${parent}下面的目标合计 ${sum}，不等于 ${target}。`,
  off: (off, all, share, names, from) =>
    `主线之外：${from} 以来 ${all} 小时中有 ${off} 小时（${share}）花在没有目标的玩法上${names === '' ? '' : `：${names}`}。`,
  allOn: (all, from) => `${from} 以来 ${all} 小时都花在有目标的玩法上。`,
};
