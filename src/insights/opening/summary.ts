import { cellText, number, percent } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Goal, Published } from '../../report/published.js';
import type { Finding } from '../../report/report.js';
import { hiddenCredit, hiddenReasons } from '../hidden/hidden_credit.js';
import { type League, leaguesOf, type Ranked } from '../ranking/ranking.js';
import { rateShape, tiesText } from '../ranking/ranking_words.js';
import { causedOrHarmed } from '../tactics/lift_sentence.js';
import { mainGoal, totalsOf } from '../totals.js';
import { tenth } from '../wording/cells.js';
import { intervalCell } from '../wording/interval.js';
import { mainAmongSeveral } from '../wording/labels.js';
import { groupNames, isFew } from '../wording/names.js';

/** What has no credit, and that nothing is incremental if that is so. */
export function findingsOf(published: Published, words: Language): readonly Finding[] {
  const goal = mainGoal(published);
  if (goal === null || published.facts.conversions === 0)
    return [{ text: words.summary.nothing, evidence: 'counted' }];
  return [...unattributedFinding(published, goal, words), ...incrementalFindings(published, words)];
}

/** That nothing is incremental, if nothing was shown; what was shown is among the tactics and the decisions. */
function incrementalFindings({ lift }: Published, words: Language): Finding[] {
  const isShown = lift.some((row) => causedOrHarmed(row) !== null);
  return isShown ? [] : [{ text: words.summary.notIncremental, evidence: 'D' }];
}

const topNamed = 3;

/** The first groups of the largest league with their credit, and which of their places are tied. */
export function topFinding(published: Published, goal: Goal, words: Language): Finding[] {
  const league = leaguesOf(published, goal)[0];
  const names = groupNames(published);
  const { facts } = published;
  const hidden = hiddenCredit(published, goal.goal, facts.default_model);
  const top = (league?.ranked ?? [])
    .filter(({ group_id }) => !hidden.groups.has(group_id) && !hidden.gross.has(group_id))
    .filter((row) => row.credit.conversions > 0)
    .filter((row) => !league?.byRate || !isFew(row.members, facts))
    .slice(0, topNamed);
  if (league === undefined || top.length === 0) return [];
  const named = top.map((row) =>
    words.summary.withCredit(names.get(row.group_id) ?? row.group_id, creditText(row, league, words)),
  );
  const per = league.byRate ? (league.observed ? 'seen' : 'members') : null;
  return [{ text: words.summary.top(words.list(named), per, tiesText(league, words)), evidence: 'D' }];
}

/** What a group is ranked by, with its interval, as worded in a sentence. */
function creditText({ credit, members, shrunk }: Ranked, league: League, words: Language): string {
  const shape = league.byRate ? rateShape(league) : tenth;
  const own = intervalCell(credit, league.byRate ? (members ?? 1) / 100 : 1, words);
  const cell = own.is === 'interval' && league.byRate ? { ...own, value: 100 * shrunk } : own;
  if (cell.is === 'interval' && cell.missing !== null)
    return words.list([cellText({ is: 'number', value: cell.value }, shape, words), cell.missing]);
  return cellText(cell, shape, words);
}

/** How much has no credit, and the largest reason. */
function unattributedFinding(published: Published, goal: Goal, words: Language): Finding[] {
  const totals = totalsOf(published, goal.goal);
  if (totals.conversions === 0 || totals.unattributed < 1e-6) return [];
  const rows = published.unattributed.filter(
    (row) => row.goal === goal.goal && !hiddenReasons(published, goal.goal).has(row.reason),
  );
  const [largest] = [...rows].sort((a, b) => b.conversions - a.conversions);
  if (isFew(Math.round(totals.unattributed), published.facts)) return [];
  const left = number(totals.unattributed, totals.unattributed % 1 === 0 ? 0 : 1);
  const share = percent(totals.unattributed / totals.conversions, words);
  const rest = Math.round(totals.unattributed - (largest?.conversions ?? 0));
  const because =
    largest === undefined || isFew(rest, published.facts)
      ? null
      : words.summary.because(number(largest.conversions), words.reasons[largest.reason]);
  return [
    { text: words.summary.unattributed(left, share, because, mainAmongSeveral(published)), evidence: 'D' },
  ];
}
