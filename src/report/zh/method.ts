import type { method as english } from '../en/method.js';

/** Method and definitions, in Chinese. */
export const method: typeof english = {
  title: (hash) => `每个数字都能重算：运行编号 ${hash}`,
  lead: '同样的输入、配置与版本，得到一字不差的报告。',
  gradesTitle: '证据等级',
  definitionsTitle: '口径',
  goalsTitle: '目标',
  limitsTitle: '红黄绿灯标准',
  runTitle: '本次运行',
  definitions: [
    { term: '落地', text: '产品内的转化：注册、下单、发布内容。聊天从来不是结果。' },
    {
      term: '净与含退款',
      text: '净是退款、取消之后，按结果发生日计。全额退款去掉该转化，部分退款只减金额。',
    },
    { term: '已归因', text: '规则把每个转化分给窗口内的触点；同一转化的各份加起来总是一。' },
    { term: '未归因', text: '没有可用的触点，给出第一个适用的原因。任何转化都不会被丢弃。' },
    { term: '有触点', text: '至少有一个该社群触点的转化。同一转化会计入多个社群，切勿相加。' },
    { term: '区间', text: '95%，把人分成 100 桶重抽样得出。只涵盖人的偶然，不涵盖波及整个群的事件。' },
    { term: '并列', text: '区间重叠的两个社群，先后可能只是偶然。' },
    { term: '同期', text: '每周只扣除周末之后同样天数之内的退款；本周之后还会有的退款，不算作上涨。' },
  ],
  goal: (window, settle, currency, from) =>
    `归因窗口 ${window} 天，之后再过 ${settle} 天结算${currency === null ? '' : `；金额币种 ${currency}`}${from === null ? '' : `；${from} 起未结算`}。`,
  rowsLimit: (share) => `不超过总行数的 ${share} 为可信。`,
  matchLimit: (members, messages) => `成员达到 ${members} 或消息达到 ${messages} 为可信。`,
  joinLimit: (good) => `主目标不超过 ${good} 为可信。`,
  idsLimit: (reversals, near) =>
    `退款不超过 ${reversals}、成员关系与渠道码不超过一半，且与已知 ID 仅差大小写、零等的不超过 ${near} 为可信。`,
  leftOutLimit: (good) => `不属于任何目标或晚于截止时间的转化（或金额）不超过 ${good} 为可信。`,
  freshLimit:
    '所选周期里有任何一天缺数据，或某类触点、某个来源、某个目标平时一直有、到期末却断了，为暂不可信；只是更早断过，为谨慎使用。',
  placeboLimit: (ratio, conversions) =>
    `“差不多”指至少 ${conversions} 个转化且比值不低于 ${ratio}，“还多”指比值的区间高于 1。它从不影响红黄绿灯。`,
  minCell: '小样本与隐私',
  minCellText: (least, masked) =>
    `${least > 1 ? `涉及不足 ${least} 人的数字不显示（能靠加减推算出它的数字一并隐藏，同一张表、跨表都算；不同日期的报告放在一起比对则防不住）` : '再小的数字也照常显示'}；${masked ? '人员 ID 以哈希值显示' : '人员 ID 不脱敏'}。`,
  period: '期间',
  asOf: '数据截至',
  weeks: '每周始于',
  models: '模型',
  modelsText: (models, chosen) => `${models.join('、')}；报告采用 ${chosen}。`,
  rowsRead: '读取',
  rowsReadText: (activities, conversions) => `活动 ${activities} 条，转化 ${conversions} 个。`,
  runHash: '运行编号',
  version: '版本',
};
