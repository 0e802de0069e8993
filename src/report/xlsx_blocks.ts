import type { DotsChart, RangeChart } from './chart_data.js';
import { landedText } from './format.js';
import type { Language } from './language.js';
import type { CardsBlock, PaceBlock, Report, TargetLine } from './report.js';
import { dateOrText, figure, grey, heads, paragraph, type SheetRow, text, wideText } from './xlsx_cells.js';

const whole = { kind: 'number', digits: 0 } as const;
const tenth = { kind: 'number', digits: 1 } as const;

/** Goals with their pace, what stands out, and charts, as rows of numbers. */
export function openBlockRows(
  block: PaceBlock | CardsBlock | RangeChart | DotsChart,
  words: Language,
): SheetRow[] {
  if (block.kind === 'pace') return paceRows(block, words);
  if (block.kind === 'cards')
    return block.cards.flatMap((card) => [
      [text(card.mark.text, { fontWeight: 'bold' }), text(card.title)],
      [null, paragraph(card.text, 5)],
      [null, paragraph(card.question, 5)],
      ...rangeRows(card.chart, words),
    ]);
  if (block.kind === 'range') return [bold(block.title), ...rangeRows(block, words)];
  const rows = block.dots.map((dot) => [
    text(dot.name),
    ...[dot.x, dot.y, dot.low, dot.high].map((value) => figure(value, tenth)),
  ]);
  const labels = ['', block.x, block.y, words.page.lowEnd, words.page.highEnd];
  return [bold(block.title), heads(labels, rows), ...rows];
}

function bold(title: string): SheetRow {
  return [text(title, { fontWeight: 'bold', fontSize: 12 })];
}

function rangeRows({ weeks, values, usual, low, high }: RangeChart, words: Language): SheetRow[] {
  const labels = [
    words.page.week,
    words.page.value,
    ...(usual === null ? [] : [words.highlights.columns.usual]),
    ...(low === null ? [] : [words.page.lowEnd]),
    ...(high === null ? [] : [words.page.highEnd]),
  ];
  const rows = weeks.map((week, at) => [
    dateOrText(week),
    (values[at] ?? null) === null ? null : figure(values[at] ?? 0, whole),
    ...[usual, low, high].flatMap((list) => (list === null ? [] : [figure(list[at] ?? 0, tenth)])),
  ]);
  return [heads(labels, rows), ...rows];
}

function paceRows(block: PaceBlock, words: Language): SheetRow[] {
  const h = words.goals.heads;
  const labels = [
    h.node,
    h.verdict,
    h.lands,
    words.page.lowEnd,
    words.page.highEnd,
    words.opening.heads.target,
  ];
  const rows = block.rows.map(({ name, depth, verdict, chance, about }) => [
    text(`${'  '.repeat(depth)}${name}`),
    text([verdict?.text ?? words.goals.early, chance].filter((part) => part !== '').join(', ')),
    ...[about.figure, about.low, about.high, about.expected].map((value) =>
      value === null || value === undefined ? null : figure(value, whole),
    ),
  ]);
  return [bold(block.title), heads(labels, rows), ...rows];
}

/** The first screen as rows: title, targets, what changed, what to decide, the strip. */
export function summaryRows(report: Report, words: Language): SheetRow[] {
  const { title, target, change, decision, strip } = report.opening;
  const line = (value: string) => [wideText(value, 4, { wrap: true, alignVertical: 'top' })];
  const question = (value: string) => [text(value, { fontWeight: 'bold', fontSize: 12 })];
  return [
    [wideText(title, 4, { fontWeight: 'bold', fontSize: 15, wrap: true })],
    [text(`${report.title} \u00b7 ${report.period}`, { textColor: grey })],
    [text(words.page.asOf(report.as_of), { textColor: grey })],
    [],
    question(words.opening.targetQuestion),
    ...target.tables.flatMap(({ head, lines }) => {
      const rows = lines.map((one) => [
        text(one.name),
        plain(one.landed),
        plain(one.of),
        text(verdictText(one, words)),
      ]);
      return [heads(head, rows), ...rows];
    }),
    [],
    question(words.opening.changeQuestion),
    line(change.title),
    ...change.sentences.map((one) => line(one.text)),
    [],
    question(decision.title),
    ...(decision.none === '' ? [] : [line(decision.none)]),
    ...decision.items.flatMap((item) => [
      [wideText(item.title, 4, { fontWeight: 'bold', wrap: true })],
      line(item.text),
      [text(words.opening.by(item.owner, item.by), { textColor: grey })],
    ]),
    [],
    ...strip.map((one) => [
      text(one.label, { fontWeight: 'bold' }),
      wideText(one.text === '' ? one.strong : `${one.strong}; ${one.text}`, 3, { wrap: true }),
    ]),
  ];
}

/** The verdict, and from where to where the forecast goes, away from the number before it; empty without either. */
function verdictText({ mark, range }: TargetLine, words: Language): string {
  const shown = landedText({ landed: mark?.text ?? '', range }, words).trim();
  return shown === '' ? '' : `  ${shown}`;
}

/** A printed number as a number with its format; anything else as text. */
function plain(shown: string) {
  if (/^-?[\d,]+(\.\d+)?$/.test(shown)) return figure(Number(shown.replaceAll(',', '')), whole);
  const share = /^([\d,]+)\u00a0?%$/.exec(shown);
  return share === null
    ? text(shown, { align: 'right' })
    : figure(Number(share[1]?.replaceAll(',', '')) / 100, { kind: 'percent', digits: 0 });
}
