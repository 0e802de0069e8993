import { number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { KolCard, Published } from '../report/published.js';
import type { Cell, Finding, Part, Table } from '../report/report.js';
import { wilson } from '../statistics/proportion.js';
import { column, fewCell, noneCell, peopleCell, tenth, textCell, whole } from './cells.js';
import { goalLabel } from './labels.js';
import { displayName, isFew } from './names.js';
import { fewestForShares, mainGoal } from './totals.js';
import { wordsOf } from './words.js';

const rowsShown = 10;
const leak = { low: 0.1, uses: 20 };

/** Part 10: every KOL as producer and as inviter, and codes that spread beyond the groups. */
export function kols(published: Published): Part {
  const words = wordsOf(published.facts);
  const k = words.people.kols;
  return {
    id: 'kols',
    question: words.parts.kols,
    title: titleOf(published, words),
    lead: k.lead,
    blocks: [...leaks(published, words), cardsTable(published, words), { kind: 'notes', notes: [k.note] }],
  };
}

/** Credit for other people's results under the default model. */
function broughtBy({ kol_credit, facts }: Published, { kol_id, goal }: KolCard) {
  return (
    kol_credit.find(
      (row) => row.kol_id === kol_id && row.goal === goal && row.model === facts.default_model,
    ) ?? null
  );
}

function titleOf(published: Published, words: Language): string {
  const goal = mainGoal(published);
  const [best] = published.kol_cards
    .filter((card) => card.goal === goal?.goal)
    .map((card) => ({ card, brought: broughtBy(published, card)?.conversions ?? 0 }))
    .filter(({ card, brought }) => card.own_net + brought > 0)
    .toSorted((a, b) => b.brought + b.card.own_net - (a.brought + a.card.own_net));
  if (best === undefined) return words.people.kols.none;
  const { card, brought } = best;
  if (card.own_net + brought < fewestForShares) return words.people.kols.few;
  const hide = (count: number, text: string) =>
    isFew(Math.ceil(count), published.facts) ? words.few(published.facts.min_cell) : text;
  return words.people.kols.title(
    displayName(null, card.kol_id),
    hide(card.own_net, number(card.own_net)),
    hide(brought, number(brought, 1)),
  );
}

function cardsTable(published: Published, words: Language): Table {
  const { facts } = published;
  const c = words.people.kols.columns;
  const people = (value: number) => peopleCell(value, value, facts, '', words);
  return {
    kind: 'table',
    id: 'kol_cards',
    title: words.people.kols.table,
    columns: [
      column(c.kol, { kind: 'text' }),
      column(c.goal, { kind: 'text' }),
      column(c.own, whole, 'counted'),
      column(c.value, { kind: 'number', digits: 0 }, 'counted'),
      column(c.brought, tenth, 'D'),
      column(c.fee, { kind: 'number', digits: 0 }, 'D'),
      column(c.linked, whole, 'counted'),
      column(c.noLink, whole, 'counted'),
      column(c.nobody, whole, 'counted'),
    ],
    rows: published.kol_cards.map((card) => {
      const credit = broughtBy(published, card);
      const uses = [card.linked, card.no_link, card.nobody];
      const hidden = uses.some((count) => isFew(count, facts));
      return [
        textCell(displayName(null, card.kol_id)),
        textCell(goalLabel(published, card.goal)),
        people(card.own_net),
        card.own_value_net === null
          ? noneCell(words.noValueReason, words)
          : peopleCell(card.own_value_net, card.own, facts, '', words),
        credit === null
          ? noneCell(words.notInRun, words)
          : peopleCell(credit.conversions, credit.any_touch, facts, '', words),
        feeCell(card, credit, published, words),
        ...uses.map((count) => (hidden ? fewCell(facts, words) : { is: 'number' as const, value: count })),
      ];
    }),
    shown: rowsShown,
    note: null,
  };
}

/** The fee for these days per credited result of others, if both are known. */
function feeCell(
  { fee }: KolCard,
  credit: ReturnType<typeof broughtBy>,
  { facts }: Published,
  words: Language,
): Cell {
  if (fee === null) return noneCell(words.people.kols.noFee, words);
  if (credit === null) return noneCell(words.notInRun, words);
  if (credit.conversions_net <= 0) return noneCell(words.people.kols.nothingBrought, words);
  return peopleCell(fee / credit.conversions_net, credit.any_touch, facts, '', words);
}

/** KOLs whose codes are used by known people who never shared a group with them. */
function leaks(published: Published, words: Language): { kind: 'findings'; findings: Finding[] }[] {
  const findings = published.kol_cards.flatMap((card): Finding[] => {
    const known = card.linked + card.no_link;
    const { low, high } = wilson(card.no_link, known);
    if (known < leak.uses || low <= leak.low || isFew(card.no_link, published.facts)) return [];
    const about = {
      goal: card.goal,
      unit: 'share',
      figure: card.no_link / known,
      low,
      high,
      query: `kol_cards where kol_id = '${card.kol_id}'`,
    };
    const text = words.people.kols.leak(
      displayName(null, card.kol_id),
      number(card.no_link),
      number(known),
      percent(low, words),
    );
    return [{ text, evidence: 'counted', about }];
  });
  return findings.length === 0 ? [] : [{ kind: 'findings', findings }];
}
