import { plural } from '../report/en/nouns.js';
import { bilingual } from '../report/language.js';

/** Words of the part lively alone: in a file of their own, for the part is long. */
export const livelyWords = bilingual({
  en: {
    question: 'Lively and landing',
    title: (talk: string, land: string | null) =>
      `${talk} of the members only talk, ${land === null ? 'too few land results for a share' : `${land} land results`}`,
    few: 'Too few members talk for shares',
    follows: (goal: string) => `Where chat rose, ${goal} rose too`,
    doesNot: (goal: string) => `Where chat rose, ${goal} did not follow`,
    lead: 'The last 28 days of the period. Chat is context, never a goal.',
    useTitle: 'Why are people here? What members did in 28 days',
    uses: { lands: 'Only land', both: 'Talk and land', talks: 'Only talk', neither: 'Neither' },
    columns: {
      use: 'Members who',
      people: 'People',
      share: 'Share',
      conversions: 'Results, net',
      each: 'Results per 100',
      group: 'Group',
    },
    useNote:
      'Counted over everybody present in any group, each once. It shows what people use the groups for, not why they came: nobody asked them.',
    chart: 'Messages and people who landed, by group',
    x: 'messages per member per week',
    y: 'landed per 100 in four weeks',
    fields: ['Quiet, landing', 'Lively, landing', 'Quiet, not landing', 'Lively, not landing'] as [
      string,
      string,
      string,
      string,
    ],
    described: (type: string, mean: string) =>
      `Each dot is a group (${type}): the people who landed in each of the last four weeks, added up, per 100 members. The line is their mean, ${mean}. Filled: surely above or below it.`,
    regrouped: (count: number) =>
      `${plural(count, 'group', 'groups')} split or merged in these weeks ${count === 1 ? 'is' : 'are'} left out.`,
    livelyNot: (name: string, messages: string, rate: string, mean: string) =>
      `${name} is lively (${messages} messages per member per week) and lands ${rate} per 100, below the ${mean} of its type: keep it cheap.`,
    quietLanding: (name: string, messages: string, rate: string) =>
      `${name} hardly talks (${messages} per member) and lands ${rate} per 100: do not liven it up.`,
    livelyLanding: (name: string, rate: string) =>
      `${name} is lively and lands ${rate} per 100: what can others copy?`,
    quietNot: (name: string, rate: string) =>
      `${name} is quiet and lands ${rate} per 100: merge it, or leave it.`,
    across: (r: string) => `Across groups, chat and results have a rank correlation of ${r}.`,
    within: (r: string, low: string, high: string, isSure: boolean) =>
      `Within groups, week on week: ${r} (${low} to ${high}). ${isSure ? 'More chat came with more results; which causes which is not known.' : 'More chat in a week says nothing about its results.'}`,
    tableTitle: 'Every group: what its members did',
  },
  zh: {
    question: '活跃与落地',
    title: (talk, land) =>
      `${talk}的成员只聊天，${land === null ? '有落地的人太少，不算占比' : `${land}的成员有落地`}`,
    few: '说话的成员太少，不算占比',
    follows: (goal) => `聊得多的周，${goal}也多`,
    doesNot: (goal) => `聊得多了，${goal}没有跟上`,
    lead: '本期最后 28 天。聊天只是背景，从来不是目标。',
    useTitle: '大家为什么在群里？28 天里成员做了什么',
    uses: { lands: '只落地', both: '又聊又落地', talks: '只聊天', neither: '都没有' },
    columns: {
      use: '成员',
      people: '人数',
      share: '占比',
      conversions: '落地（净）',
      each: '每百人落地',
      group: '群',
    },
    useNote: '所有在群的人每人只算一次。能看出大家拿群做什么；为什么进群，没有人问过。',
    chart: '各群的聊天与落地',
    x: '每人每周消息',
    y: '四周每百人落地',
    fields: ['安静，落地', '热闹，落地', '安静，不落地', '热闹，不落地'],
    described: (type, mean) =>
      `每个点是一个群（${type}）：最近四周每周落地人数之和，折合每百名成员。横线是同类平均 ${mean}。实心：确实高于或低于平均。`,
    regrouped: (count) => `这几周拆过或并过的 ${count} 个群不列。`,
    livelyNot: (name, messages, rate, mean) =>
      `${name}很热闹（每人每周 ${messages} 条），每百人落地 ${rate}，低于同类的 ${mean}：少花精力。`,
    quietLanding: (name, messages, rate) =>
      `${name}很安静（每人 ${messages} 条），每百人落地 ${rate}：不用去活跃它。`,
    livelyLanding: (name, rate) => `${name}又热闹又落地，每百人 ${rate}：别的群能学什么？`,
    quietNot: (name, rate) => `${name}安静，每百人落地 ${rate}：合并，或者放着。`,
    across: (r) => `群与群之间，聊天和落地的秩相关为 ${r}。`,
    within: (r, low, high, isSure) =>
      `同一个群周与周之间：${r}（${low} 至 ${high}）。${isSure ? '聊得多的周落地也多，谁因谁果不知道。' : '哪周聊得多，说明不了落地。'}`,
    tableTitle: '每个群的成员做了什么',
  },
});
