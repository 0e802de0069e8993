import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Part } from '../report/report.js';
import { limits } from './checks.js';
import { labelOf } from './labels.js';
import { periodText } from './period.js';
import { orderedGoals } from './totals.js';
import { labelFor, wordsOf } from './words.js';

/** Part 16: how every figure was computed, so that it can be reproduced. */
export function method(published: Published): Part {
  const words = wordsOf(published.facts);
  const { facts } = published;
  return {
    id: 'method',
    question: words.parts.method,
    title: words.method.title(facts.run_hash.slice(0, 12)),
    lead: words.method.lead,
    blocks: [
      { kind: 'terms', title: words.method.gradesTitle, terms: gradeTerms(words) },
      { kind: 'terms', title: words.method.definitionsTitle, terms: words.method.definitions },
      { kind: 'terms', title: words.method.goalsTitle, terms: goalTerms(published, words) },
      { kind: 'terms', title: words.method.limitsTitle, terms: limitTerms(published, words) },
      { kind: 'terms', title: words.method.runTitle, terms: runTerms(published, words) },
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
    text: words.method.goal(
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
    { term: words.trust.rows, text: words.method.rowsLimit(share(rejected.good, 1)) },
    {
      term: words.trust.match,
      text: words.method.matchLimit(share(matched.members), share(matched.messages)),
    },
    { term: words.trust.join, text: words.method.joinLimit(share(unjoined.good)) },
    {
      term: words.trust.ids,
      text: words.method.idsLimit(share(lost['reversals.conversion_id'].good), share(near.good)),
    },
    { term: words.trust.fresh, text: words.method.freshLimit },
    { term: words.trust.leftOutLabel, text: words.method.leftOutLimit(share(leftOut.good)) },
    {
      term: words.placebo.title,
      text: words.method.placeboLimit(number(placebo.ratio, 1), placebo.conversions),
    },
    { term: words.method.minCell, text: words.method.minCellText(facts.min_cell, facts.mask === 'hash') },
  ];
}

/** The facts of the run. */
function runTerms({ facts }: Published, words: Language): Terms {
  const m = words.method;
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
