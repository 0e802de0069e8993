import type { SharesChart, Tone } from '../report/chart_data.js';
import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Facts, Goal, Published } from '../report/published.js';
import { unattributedReasons } from '../report/published.js';
import type { Block, Check, Part, Table } from '../report/report.js';
import { hiddenReasons } from './hidden/hidden_credit.js';
import { hiddenTogether } from './hidden/suppression.js';
import { promoTable } from './promo_table.js';
import { creditOf, orderedGoals, sum, totalsOf } from './totals.js';
import { checksOf, worstLevel } from './trust/checks.js';
import { placeboChecks, placeboTables } from './trust/placebo.js';
import { restatedTable } from './trust/restated_groups.js';
import { labelOf } from './wording/labels.js';
import { noGroup, oneLine } from './wording/names.js';
import { matchTable, reconciliationTable, rejectsTable, sourcesTable } from './wording/tables.js';
import { wordsOf } from './wording/words.js';

/** Part 0, "Can I trust this?": books, rows, identities, freshness, and where the conversions without credit went. */
export function trust(published: Published): Part {
  const words = wordsOf(published.facts);
  const checks = checksOf(published);
  const placebo = placeboChecks(published);
  const shares = orderedGoals(published).flatMap((goal) => sharesChart(published, goal, words));
  return {
    id: 'trust',
    question: words.trust.question,
    title: trustTitle(checks, words),
    lead: words.trust.lead,
    blocks: [
      { kind: 'checks', title: words.trust.checksTitle, evidence: 'counted', checks },
      ...(shares.length === 0
        ? []
        : [{ kind: 'heading' as const, text: words.trust.whereHeading }, ...shares]),
      ...(placebo.length === 0
        ? []
        : [{ kind: 'checks' as const, title: words.placebo.title, evidence: 'D' as const, checks: placebo }]),
      ...notesBlock(published),
      ...tablesOf(published),
    ],
  };
}

/** The verdict as a sentence, which names the worst check. */
export function trustTitle(checks: readonly Check[], words: Language): string {
  const worst = worstLevel(checks);
  const label = checks.find((check) => check.level === worst)?.label ?? '';
  if (worst === 'bad') return words.trust.no(label);
  if (worst === 'good') return words.trust.yes;
  return words.trust.care(checks.filter((check) => check.level === 'care').map((check) => check.label));
}

const reasonTones: readonly Tone[] = ['medium', 'light', 'grey'];

/** Where the conversions of one goal went: credited, or unattributed with the reason; reasons about few people are merged. */
function sharesChart(published: Published, goal: Goal, words: Language): SharesChart[] {
  const totals = totalsOf(published, goal.goal);
  if (totals.conversions === 0) return [];
  const few = hiddenReasons(published, goal.goal);
  const reasons = unattributedReasons.map((reason) => ({
    hidden: few.has(reason),
    label: words.reasons[reason],
    value: sum(
      published.unattributed
        .filter((u) => u.goal === goal.goal && u.reason === reason)
        .map((u) => u.conversions),
    ),
  }));
  const shown = reasons.filter((r) => r.value > 0).sort((a, b) => b.value - a.value);
  const rest = totals.conversions - totals.credited - sum(shown.map((reason) => reason.value));
  const other = rest > 1e-6 ? [{ label: words.trust.otherReasons, value: rest, hidden: false }] : [];
  const none = creditOf(published, goal.goal).find((row) => row.group_id === noGroup)?.conversions ?? 0;
  const toGroups = totals.credited - none;
  const credited = [
    { label: words.trust.credited, value: toGroups, hidden: false },
    ...(none > 0 ? [{ label: words.trust.creditedNoGroup, value: none, hidden: false }] : []),
  ];
  const parts = withoutFew([...credited, ...shown, ...other], words.trust.otherReasons, published.facts);
  if (parts[0]?.label !== words.trust.credited) return [];
  return [
    {
      kind: 'shares',
      title: words.trust.sharesTitle(labelOf(goal, published), percent(toGroups / totals.conversions, words)),
      description: words.trust.sharesDescription,
      evidence: 'D',
      shares: parts.map(({ label, value }, at) => ({
        label,
        value,
        tone: at === 0 ? 'strong' : (reasonTones[Math.min(at - 1, 2)] ?? 'grey'),
        text: number(Math.round(value * 10) / 10, value % 1 === 0 ? 0 : 1),
      })),
    },
  ];
}

interface ChartPart {
  readonly label: string;
  readonly value: number;
  /** not printed in other tables either */
  readonly hidden: boolean;
}

/** The parts of a whole, those that are hidden (about few people, or next to one) merged: the whole is known, and widths are drawn. */
function withoutFew(parts: readonly ChartPart[], label: string, facts: Facts): ChartPart[] {
  const hidden = hiddenTogether(
    parts.map(({ value }) => Math.round(value)),
    facts,
    parts.map((part) => part.hidden),
  );
  const kept = parts.filter((_, at) => !hidden[at]);
  const merged = sum(parts.flatMap(({ value }, at) => (hidden[at] ? [value] : [])));
  return merged > 0 ? [...kept, { label, value: merged, hidden: true }] : kept;
}

/** What the run itself has to say, one line each. */
function notesBlock({ facts }: Published): Block[] {
  return facts.notes.length === 0 ? [] : [{ kind: 'notes', notes: facts.notes.map(oneLine) }];
}

/** The tables behind the checks, without the empty ones. */
function tablesOf(published: Published): Table[] {
  const tables = [
    ...placeboTables(published),
    restatedTable(published, wordsOf(published.facts)),
    ...[sourcesTable, matchTable, reconciliationTable, promoTable, rejectsTable].map((make) =>
      make(published),
    ),
  ];
  return tables.filter((table) => table.rows.length > 0).map((table) => ({ ...table, folded: true }));
}
