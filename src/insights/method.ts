import { plural } from '../report/en/nouns.js';
import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Part } from '../report/report.js';
import { orderedGoals } from './totals.js';
import { limits } from './trust/checks.js';
import { labelOf } from './wording/labels.js';
import { periodText } from './wording/period.js';
import { labelFor, wordsOf } from './wording/words.js';

/** Part 16: how every figure was computed, so that it can be reproduced. */
export function method(published: Published): Part {
  const words = wordsOf(published.facts);
  const { facts } = published;
  return {
    id: 'method',
    question: methodWords[words.language].question,
    title: methodWords[words.language].title(facts.run_hash.slice(0, 12)),
    lead: methodWords[words.language].lead,
    blocks: [
      { kind: 'terms', title: methodWords[words.language].gradesTitle, terms: gradeTerms(words) },
      {
        kind: 'terms',
        title: methodWords[words.language].definitionsTitle,
        terms: methodWords[words.language].definitions,
      },
      { kind: 'terms', title: methodWords[words.language].goalsTitle, terms: goalTerms(published, words) },
      { kind: 'terms', title: methodWords[words.language].limitsTitle, terms: limitTerms(published, words) },
      { kind: 'terms', title: methodWords[words.language].runTitle, terms: runTerms(published, words) },
    ],
  };
}

type Terms = readonly { readonly term: string; readonly text: string }[];

/** What each badge means. */
function gradeTerms(words: Language): Terms {
  const grades = ['A', 'B', 'C', 'D', 'counted', 'activity'] as const;
  return grades.map((grade) => ({ term: words.badges[grade], text: words.grades[grade] }));
}

/** Window, settling time and currency of each goal. */
function goalTerms(published: Published, words: Language): Terms {
  return orderedGoals(published).map((goal) => ({
    term: labelOf(goal, published),
    text: methodWords[words.language].goal(
      goal.window_days,
      goal.settle_days,
      goal.has_value ? goal.currency : null,
      goal.provisional_from,
    ),
  }));
}

/** The limits at which the lights change, and what is not printed. */
function limitTerms({ facts }: Published, words: Language): Terms {
  const { unjoined, matched, rejected, placebo, lost, near, leftOut } = limits;
  const share = (value: number, digits = 0) => percent(value, words, digits);
  return [
    { term: words.trust.rows, text: methodWords[words.language].rowsLimit(share(rejected.good, 1)) },
    {
      term: words.trust.match,
      text: methodWords[words.language].matchLimit(share(matched.members), share(matched.messages)),
    },
    { term: words.trust.join, text: methodWords[words.language].joinLimit(share(unjoined.good)) },
    {
      term: words.trust.ids,
      text: methodWords[words.language].idsLimit(
        share(lost['reversals.conversion_id'].good),
        share(near.good),
      ),
    },
    { term: words.trust.fresh, text: methodWords[words.language].freshLimit },
    { term: words.trust.leftOutLabel, text: methodWords[words.language].leftOutLimit(share(leftOut.good)) },
    {
      term: words.placebo.title,
      text: methodWords[words.language].placeboLimit(number(placebo.ratio, 1), placebo.conversions),
    },
    {
      term: methodWords[words.language].minCell,
      text: methodWords[words.language].minCellText(facts.min_cell, facts.mask === 'hash'),
    },
  ];
}

/** The facts of the run. */
function runTerms({ facts }: Published, words: Language): Terms {
  const m = methodWords[words.language];
  return [
    { term: m.period, text: periodText(facts, words) },
    { term: m.asOf, text: `${facts.as_of} (${facts.timezone})` },
    {
      term: m.weeks,
      text: words.weekdays[facts.week_starts as keyof typeof words.weekdays] ?? facts.week_starts,
    },
    {
      term: m.models,
      text: m.modelsText(
        facts.models.map((model) => labelFor(words.modelLabels, model)),
        labelFor(words.modelLabels, facts.default_model),
      ),
    },
    { term: m.rowsRead, text: m.rowsReadText(number(facts.activities), number(facts.conversions)) },
    { term: m.runHash, text: facts.run_hash },
    { term: m.version, text: `grouplift ${facts.version}` },
  ];
}

/** Words of the part method alone. */
export const methodWords = bilingual({
  en: {
    question: 'Method and definitions',
    title: (hash: string) => `Every figure can be reproduced: run ${hash}`,
    lead: 'The same inputs, configuration and version give the same report, byte for byte.',
    gradesTitle: 'Badges',
    definitionsTitle: 'Definitions',
    goalsTitle: 'Goals',
    limitsTitle: 'Where the lights change',
    runTitle: 'This run',
    definitions: [
      {
        term: 'Landed result',
        text: 'A conversion in the product: a registration, an order, a post. Chat is never a result.',
      },
      {
        term: 'Net, gross',
        text: 'Net leaves out what was reversed, by the day of the result. A full reversal removes the conversion, a partial one only its value.',
      },
      {
        term: 'Credited',
        text: 'A rule splits each conversion over its touches inside the window; the shares of one conversion always make one.',
      },
      {
        term: 'Unattributed',
        text: 'No touch could be used; the first reason that applies is given. No conversion is dropped.',
      },
      {
        term: 'Any touch',
        text: 'Conversions with at least one touch of the group. One conversion counts for several groups: never add it up.',
      },
      {
        term: 'Interval',
        text: '95 %, by resampling people in 100 buckets. It covers chance among people, not a shock that hits a whole group.',
      },
      { term: 'Tied', text: 'Two groups whose intervals overlap. Their order may be chance.' },
      {
        term: 'At the same age',
        text: 'Net of the refunds that came within as many days after the end of a week as the reported week has had so far, so that refunds still to come do not look like a rise.',
      },
    ],
    goal: (window: number, settle: number, currency: string | null, from: string | null) =>
      `touches up to ${plural(window, 'day', 'days')} before; settles after ${plural(settle, 'day', 'days')} more${currency === null ? '' : `; value in ${currency}`}${from === null ? '' : `; provisional from ${from} on`}.`,
    rowsLimit: (share: string) => `good up to ${share} of the rows.`,
    matchLimit: (members: string, messages: string) =>
      `good from ${members} of the members or ${messages} of the messages on.`,
    joinLimit: (good: string) => `good up to ${good} of the main goal.`,
    idsLimit: (reversals: string, near: string) =>
      `good up to ${reversals} of the reversals, half of the memberships and codes, and where no more than ${near} differ from a known id only by case, zeros and the like.`,
    leftOutLimit: (good: string) =>
      `good up to ${good} of the conversions or of their money: of no goal, or after the end of what was read.`,
    freshLimit:
      'stop where a day of the chosen period is not in, or a kind of touch, source or goal is silent at its end against its own rhythm; with care where one was silent earlier.',
    placeboLimit: (ratio: string, conversions: number) =>
      `"nearly as high" means a ratio of ${ratio} or more, "more" an interval above 1, with at least ${conversions} conversions. It never changes the light.`,
    minCell: 'Small figures',
    minCellText: (least: number, masked: boolean) =>
      `${least > 1 ? `figures about fewer than ${least} people are not printed (nor what would give them away by subtraction, in one table or in several; reports of different days, put side by side, may)` : 'all figures are printed'}; ${masked ? 'ids of people are shown as hashes' : 'ids of people are shown'}.`,
    period: 'Period',
    asOf: 'Read up to',
    weeks: 'Weeks start on',
    models: 'Models',
    modelsText: (models: readonly string[], chosen: string) =>
      `${models.join(', ')}; the report uses ${chosen}.`,
    rowsRead: 'Read',
    rowsReadText: (activities: string, conversions: string) =>
      `${activities} activities and ${conversions} conversions, each once, even if several files repeat it; the inputs are counted in rows.`,
    runHash: 'Run hash',
    version: 'Version',
  },
  zh: {
    question: '方法与口径',
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
    rowsReadText: (activities, conversions) =>
      `活动 ${activities} 条，转化 ${conversions} 个；几个文件重复的只算一次，数据来源表数的是行。`,
    runHash: '运行编号',
    version: '版本',
  },
});
