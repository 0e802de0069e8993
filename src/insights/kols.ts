import { number, percent } from '../report/format.js';
import { bilingual, type Language } from '../report/language.js';
import type { KolCard, KolCredit, Published } from '../report/published.js';
import type { Cell, Finding, Part, Table } from '../report/report.js';
import { wilson } from '../statistics/proportion.js';
import { rowsBehind } from './findings/rows_behind.js';
import { hiddenKols } from './hidden/hidden_rows_of_credit.js';
import { fewestForShares, mainGoal } from './totals.js';
import { column, fewCell, noneCell, peopleCell, tenth, textCell, whole } from './wording/cells.js';
import { goalLabel } from './wording/labels.js';
import { displayName, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const rowsShown = 10;
const leak = { low: 0.1, uses: 20 };

/** Part 10: every KOL as producer and as inviter, and codes that spread beyond the groups. */
export function kols(published: Published): Part {
  const words = wordsOf(published.facts);
  const k = kolsWords[words.language];
  return {
    id: 'kols',
    question: k.question,
    title: titleOf(published, words),
    lead: k.lead,
    blocks: [...leaks(published, words), cardsTable(published, words), { kind: 'notes', notes: [k.note] }],
  };
}

/** Credit for other people's results under the default model. */
function broughtBy({ kol_credit, facts }: Published, { kol_id, goal }: KolCard): KolCredit | null {
  return (
    kol_credit.find(
      (row) => row.kol_id === kol_id && row.goal === goal && row.model === facts.default_model,
    ) ?? null
  );
}

/** The one KOL of the main goal who stands first in the table, too. */
function titleOf(published: Published, words: Language): string {
  const k = kolsWords[words.language];
  const goal = mainGoal(published)?.goal;
  const best = strongestFirst(published).find(
    (card) => card.goal === goal && card.own_net + (broughtBy(published, card)?.conversions_net ?? 0) > 0,
  );
  if (best === undefined) return k.none;
  const credit = broughtBy(published, best);
  const brought = credit?.conversions_net ?? 0;
  if (best.own_net + brought < fewestForShares) return k.few;
  if (!isPrinted(credit, published) && !isFew(Math.ceil(brought), published.facts)) return k.question;
  const few = words.few(published.facts.min_cell);
  const hide = (count: number, text: string) => (isFew(Math.ceil(count), published.facts) ? few : text);
  return k.title(
    displayName(null, best.kol_id),
    hide(best.own_net, number(best.own_net)),
    hide(brought, number(brought, 1)),
  );
}

/** Whether credit may be printed; where there is none, there is nothing to hide. */
function isPrinted(credit: KolCredit | null, published: Published): boolean {
  return credit === null || !hiddenKols(published).hidden.has(credit);
}

function cardsTable(published: Published, words: Language): Table {
  const { facts } = published;
  const k = kolsWords[words.language];
  const c = k.columns;
  const people = (value: number) => peopleCell(value, value, facts, '', words);
  const creditCell = (value: number, credit: KolCredit): Cell =>
    isPrinted(credit, published) ? { is: 'number', value } : fewCell(facts, words);
  return {
    kind: 'table',
    id: 'kol_cards',
    title: k.table,
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
    rows: strongestFirst(published).map((card) => {
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
        credit === null ? noneCell(words.notInRun, words) : creditCell(credit.conversions_net, credit),
        feeCell(card, credit, creditCell, words),
        ...uses.map((count) => (hidden ? fewCell(facts, words) : { is: 'number' as const, value: count })),
      ];
    }),
    shown: rowsShown,
    note: null,
  };
}

/** The cards of the KOLs, those first who land and bring in most of the main goal, as far as that is printed; all cards of one KOL together. */
function strongestFirst(published: Published): KolCard[] {
  const main = mainGoal(published)?.goal;
  const strength = new Map(
    published.kol_cards
      .filter(({ goal }) => goal === main)
      .map((card) => {
        const credit = broughtBy(published, card);
        const own = isFew(card.own_net, published.facts) ? 0 : card.own_net;
        return [
          card.kol_id,
          own + (credit !== null && isPrinted(credit, published) ? credit.conversions_net : 0),
        ];
      }),
  );
  const of = ({ kol_id }: KolCard) => strength.get(kol_id) ?? 0;
  return published.kol_cards.toSorted(
    (a, b) => of(b) - of(a) || (a.kol_id === b.kol_id ? 0 : a.kol_id < b.kol_id ? -1 : 1),
  );
}

/** The fee for these days per credited result of others, if both are known. */
function feeCell(
  { fee }: KolCard,
  credit: KolCredit | null,
  creditCell: (value: number, credit: KolCredit) => Cell,
  words: Language,
): Cell {
  if (fee === null) return noneCell(kolsWords[words.language].noFee, words);
  if (credit === null) return noneCell(words.notInRun, words);
  if (credit.conversions_net <= 0) return noneCell(kolsWords[words.language].nothingBrought, words);
  return creditCell(fee / credit.conversions_net, credit);
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
      query: rowsBehind('kol_cards', { kol_id: card.kol_id, goal: card.goal }),
    };
    const text = kolsWords[words.language].leak(
      displayName(null, card.kol_id),
      number(card.no_link),
      number(known),
      percent(low, words),
    );
    return [{ text, evidence: 'counted', about }];
  });
  return findings.length === 0 ? [] : [{ kind: 'findings', findings }];
}

/** Words of the part kols alone. */
export const kolsWords = bilingual({
  en: {
    question: 'KOLs',
    title: (name: string, own: string, brought: string) =>
      `${name} brings in ${brought} credited results of others, and ${own === '0' ? 'none' : own} of their own`,
    few: 'KOLs: too few results to name one',
    none: 'No KOL landed or brought anything in the period',
    lead: 'Two cards each: as producer (own results in the product, counted) and as inviter (results of others, credited by a rule).',
    columns: {
      kol: 'KOL',
      goal: 'Goal',
      own: 'Own results, net',
      value: 'Own value, net',
      brought: 'Credited for others',
      fee: 'Fee per credited result',
      linked: 'Code: shares a group',
      noLink: 'Code: no link',
      nobody: 'Code: nobody known',
    },
    table: 'KOLs as producers and inviters',
    noFee: 'No contract with a fee, a beginning and an end holds on these days.',
    nothingBrought: 'Nothing is credited.',
    leak: (name: string, noLink: string, uses: string, low: string) =>
      `${name}: ${noLink} of ${uses} known people who used the code never shared a group with the KOL, nor were invited by them (${low} or more). Forwarded? Ask.`,
    note: 'No link: the person is known, was never in or active in a group of the KOL, and was not invited by the KOL. That the code went further is good or bad, depending on what was agreed.',
  },
  zh: {
    question: 'KOL',
    title: (name, own, brought) => `${name}：本人落地 ${own}，带来的归因 ${brought}`,
    few: 'KOL 带来的结果太少，不单独点名',
    none: '本期没有 KOL 落地或带来落地',
    lead: '每人两张卡：作为消费者（本人在产品里的落地，实数）和作为邀请人（别人的落地，按规则归因）。',
    columns: {
      kol: 'KOL',
      goal: '目标',
      own: '本人落地（净）',
      value: '本人净成交额',
      brought: '带来的归因',
      fee: '每个归因结果的费用',
      linked: '用码：同群',
      noLink: '用码：没有交集',
      nobody: '用码：对不上人',
    },
    table: 'KOL：本人与带来的',
    noFee: '这些天没有写明费用和起止日期的合作。',
    nothingBrought: '没有归因的落地。',
    leak: (name, noLink, uses, low) =>
      `${name}：用码的 ${uses} 个认得出的人里，${noLink} 个从没和这位 KOL 同过群，也不是其邀请的（至少 ${low}）。被转发了？问一问。`,
    note: '没有交集：人认得出，但从没和这位 KOL 同过群、没在其群里活动过，也不是其邀请的。码传出去是好是坏，看当初怎么约定。',
  },
});
