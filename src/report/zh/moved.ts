import type { moved as english } from '../en/moved.js';

/** Why it moved, in Chinese. */
export const moved: typeof english = {
  title: (total, rate, volume, mix, outside) =>
    `${total}：人均转化 ${rate}，人数 ${volume}，群结构 ${mix}${outside === null ? '' : `，群外 ${outside}`}`,
  fewResults: (before, now) => `${before} 变为 ${now}：太少，说不清为什么`,
  lead: (week, before) =>
    `主线目标的结果（含退款），${week} 当周对比 ${before} 当周。这是精确拆解，不是原因：背后可能是大促、季节或玩法。`,
  unlike: (share) => `注意：占成员 ${share} 的群，方向和总体转化相反。`,
  outside: (count) => `其中 ${count} 来自群外或对不上的人。`,
  sum: '各项相加等于总变化。',
  table: '影响最大的群',
  columns: {
    group: '群',
    before: '上周',
    now: '本周',
    members: '归属成员',
    rate: '转化带来',
    mix: '结构带来',
  },
};
