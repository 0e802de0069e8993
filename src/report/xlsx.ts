import type { Evidence } from './evidence.js';
import { headerText } from './format.js';
import { type Language, languages } from './language.js';
import {
  type Block,
  type Cell,
  type Column,
  type Fact,
  type Part,
  type Report,
  type Shape,
  sheetRows,
  type Table,
} from './report.js';
import { openBlockRows, summaryRows } from './xlsx_blocks.js';
import {
  dateOrText,
  figure,
  grey,
  greyed,
  heads,
  paragraph,
  type SheetCell,
  type SheetRow,
  text,
} from './xlsx_cells.js';
import { workbookParts } from './xlsx_parts.js';
import { definedNames, type SheetPrint, sheetFrame } from './xlsx_print.js';
import type { WorkSheet } from './xlsx_sheet.js';
import { columnWidths, leastWidths } from './xlsx_widths.js';
import { zipped } from './zip.js';

/** The columns of a part that fit on the width of a printed page. */
const pageColumns = 7;

/** The report as a workbook: one sheet per part, then one sheet per table. Equal reports give equal bytes. */
export function renderXlsx(report: Report): Uint8Array {
  const words = languages[report.language];
  const sheets = [
    summarySheet(report, words),
    ...report.parts.map((part) => partSheet(report, part, words)),
    ...report.tables.map((table) => tableSheet(table, words)),
  ];
  const named = sheets.map((sheet, at) => ({ ...sheet, name: uniqueName(sheets, at) }));
  const tables = report.parts.length + 1;
  const prints = named.map(({ name, rows }, at): SheetPrint => {
    const table = report.tables[at - tables];
    const open = openRows.get(rows);
    return {
      name,
      onePage: at === 0,
      part: open === undefined ? null : { ...open, rows: rows.length },
      table:
        table === undefined
          ? null
          : { rows: Math.min(table.rows.length, sheetRows), columns: rows[0]?.length ?? 1 },
      bars: at === 0 || table !== undefined ? [] : barsOf(rows),
    };
  });
  const footer = `${report.title} \u00b7 ${report.period} \u00b7 ${words.page.run(report.run_hash.slice(0, 12), report.version)}`;
  const framed = prints.flatMap((print, at) => {
    const sheet = named[at];
    return sheet === undefined ? [] : [{ sheet, frame: sheetFrame(print, footer, words) }];
  });
  return zipped(workbookParts(framed, definedNames(prints)));
}

/** Columns of a table that have bars, by the header row above them. */
const barred = new WeakMap<object, { readonly columns: readonly number[]; readonly rows: number }>();

/** Where a sheet has bars. */
function barsOf(data: readonly SheetRow[]): SheetPrint['bars'] {
  return data.flatMap((row, at) => {
    const found = barred.get(row);
    if (found === undefined || found.rows === 0) return [];
    return found.columns.map((column) => ({ column, from: at + 1, rows: found.rows }));
  });
}

/** The name of a sheet as Excel accepts it: at most 31 characters, none of []/\:*?, all different. */
function uniqueName(sheets: readonly WorkSheet[], at: number): string {
  const nameOf = (sheet: WorkSheet | undefined) =>
    (sheet?.name ?? '')
      .replace(/[[\]/\\:*?\p{Cc}]/gu, '')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || 'sheet';
  const name = nameOf(sheets[at]);
  const same = sheets.slice(0, at).filter((sheet) => nameOf(sheet).toLowerCase() === name.toLowerCase());
  return same.length === 0 ? name : `${name} ${same.length + 1}`;
}

/** The first screen on one sheet that prints on one A4 page. */
function summarySheet(report: Report, words: Language): WorkSheet {
  return {
    name: words.page.summary,
    rows: summaryRows(report, words),
    widths: [34, 16, 22, 30],
    frozen: false,
    gridLines: false,
  };
}

/** How much of the sheet of a part is printed: what its page shows unfolded. */
const openRows = new WeakMap<object, { readonly open: number; readonly columns: number }>();

/** The longest table of a part that is printed. */
const longestPrinted = 80;

/** Whether the page folds a block away, or draws figures that a sheet lists; and tables of several pages. */
function isFolded(block: Block): boolean {
  if (block.kind !== 'table') return block.kind === 'details' || block.kind === 'dots';
  return block.folded === true || isTooLong(block);
}

/** A table that the page shows unfolded and whose rows would print on several pages. */
function isTooLong(block: Block): block is Table {
  return block.kind === 'table' && block.folded !== true && block.rows.length > longestPrinted;
}

/** What is printed of such a table: its title, and where its rows are. */
function titleAlone(table: Table, words: Language): SheetRow[] {
  return [
    [text(table.title, { fontWeight: 'bold', fontSize: 12 })],
    [
      paragraph(words.page.rowsBelow(table.rows.length.toLocaleString('en')), pageColumns, {
        textColor: grey,
      }),
    ],
  ];
}

/** A part as a sheet: its finding, its lead, then its blocks, those that the page folds away last; the finding stays visible when scrolling. */
function partSheet(report: Report, part: Part, words: Language): WorkSheet {
  const below = (blocks: readonly Block[]) =>
    blocks.flatMap((block): SheetRow[] => [[], ...blockRows(block, words)]);
  const open: SheetRow[] = [
    [paragraph(part.title, pageColumns, { fontWeight: 'bold', fontSize: 15 })],
    [text(`${part.question} \u00b7 ${report.period}`, { textColor: grey })],
    ...(part.lead === '' ? [] : [[paragraph(part.lead, pageColumns)]]),
    ...below(part.blocks.filter((block) => !isFolded(block))),
    ...part.blocks.filter(isTooLong).flatMap((table): SheetRow[] => [[], ...titleAlone(table, words)]),
  ];
  const rows = [...open, ...below(part.blocks.filter(isFolded))];
  const columns = open.reduce((most, row) => Math.max(most, widthOf(row)), 1);
  openRows.set(rows, { open: open.length, columns });
  const widths = columnWidths(open, leastWidths(columns));
  return { name: part.question, rows, widths, frozen: true, gridLines: false };
}

/** A published table as a sheet: the header row stays visible when scrolling; a last line says how many rows are only in the table. */
function tableSheet(table: Table, words: Language): WorkSheet {
  const widths = table.columns.map((column) =>
    Math.max(column.shape.kind === 'text' ? 40 : 13, headerWithGrade(column, words).length + 2),
  );
  const left = table.rows.length - sheetRows;
  const rows = [
    ...tableRows({ ...table, rows: table.rows.slice(0, sheetRows) }, words),
    ...emptyNotes(table),
    ...noteRow(left > 0 ? words.page.beyondSheet(left.toLocaleString('en'), table.id) : null),
  ];
  return { name: table.id, rows, widths, frozen: true, gridLines: true };
}

/** Any block as rows. */
function blockRows(block: Block, words: Language): SheetRow[] {
  const title = (value: string, evidence: Evidence | null = null): SheetRow => [
    text(evidence === null ? value : `${value} [${words.badges[evidence]}]`, {
      fontWeight: 'bold',
      fontSize: 12,
    }),
  ];
  if (block.kind === 'heading') return [title(block.text)];
  if (block.kind === 'notes') return block.notes.map((note) => [paragraph(note, pageColumns)]);
  if (block.kind === 'facts') return factRows(block.facts, words);
  if (block.kind === 'terms')
    return [
      title(block.title),
      ...block.terms.map((t) => [text(t.term), paragraph(t.text, pageColumns - 1)]),
    ];
  if (block.kind === 'table')
    return [
      title(block.title),
      ...tableRows(block, words),
      ...[...emptyNotes(block), ...noteRow(block.note)].map(overPage),
    ];
  if (block.kind === 'findings') {
    const head = heads([words.page.evidence, words.page.finding]);
    return [
      head,
      ...block.findings.map((one) => [
        text(words.badges[one.evidence]),
        paragraph(one.text, pageColumns - 1),
      ]),
    ];
  }
  if (block.kind === 'checks') {
    const checks = block.checks.map((one) => [
      text(one.label),
      text(words.levels[one.level]),
      paragraph(one.text, pageColumns - 2),
    ]);
    return [title(block.title, block.evidence), ...checks];
  }
  if (block.kind === 'shares') {
    const rows = block.shares.map((one) => [text(one.label), shareCell(one)]);
    return [title(block.title, block.evidence), ...rows];
  }
  if (block.kind === 'event_study') {
    const labels = [block.axis, words.page.value, words.page.lowEnd, words.page.highEnd];
    const rows = block.points.map(({ since_start, estimate, band }) =>
      [since_start, estimate, ...(band ?? [])].map((value, at) =>
        figure(value, { kind: 'number', digits: at === 0 ? 0 : 2 }),
      ),
    );
    return [title(block.title, block.evidence), heads(labels, rows), ...rows];
  }
  if (block.kind === 'details') return block.blocks.flatMap((one) => [[], ...blockRows(one, words)]);
  if (block.kind !== 'weeks') return openBlockRows(block, words);
  const labels = [
    words.page.week,
    ...block.series.map((one) => `${one.label} [${words.badges[block.evidence]}]`),
  ];
  const weeks = block.weeks.map((week, at) => [
    dateOrText(week),
    ...block.series.map((one) => {
      const value = one.values[at] ?? null;
      return value === null ? null : figure(value, { kind: 'number', digits: 0 });
    }),
  ]);
  return [title(block.title), heads(labels, weeks), ...weeks];
}

/** The size of a share as a number, unless it is hidden because it is about too few people. */
function shareCell({ value, text: shown }: { readonly value: number; readonly text: string }) {
  if (!/^[\d,.]+$/.test(shown)) return text(shown, { textColor: grey, align: 'right' });
  return figure(value, { kind: 'number', digits: shown.includes('.') ? 1 : 0 });
}

/** Headline figures: label, value, evidence, note. */
function factRows(facts: readonly Fact[], words: Language): SheetRow[] {
  const head = heads([words.page.figure, words.page.value, words.page.evidence, words.page.note]);
  const rows = facts.map((fact) => [
    text(fact.label),
    ...(fact.cell.is === 'missing'
      ? [text(fact.cell.text, { textColor: grey, align: 'right' })]
      : valueCells(fact.cell, fact.shape, false, currencyOf(fact.shape))),
    text(fact.evidence === null ? '' : words.badges[fact.evidence]),
    text(fact.note ?? ''),
  ]);
  return [head, ...rows];
}

/** The currency, as the beginning of a number format. */
function currencyOf(shape: Shape): string {
  if (shape.kind !== 'money' || shape.currency === null) return '';
  return `"${shape.currency.replace(/[^A-Za-z]/g, '')}" `;
}

/** The only text of a row, over the width of a printed page. */
function overPage([cell]: SheetRow): SheetRow {
  return cell === null || cell === undefined ? [] : [paragraph(String(cell.value), pageColumns, cell.style)];
}

function noteRow(note: string | null): SheetRow[] {
  return note === null ? [] : [[text(note, { textColor: grey, fontStyle: 'italic' })]];
}

/** Why cells of numeric columns are empty, one line per reason: words among numbers would break sums and charts. */
function emptyNotes(table: Table): SheetRow[] {
  const reasons = new Map<string, Set<string>>();
  for (const row of table.rows) {
    for (const [at, cell] of row.entries()) {
      const column = table.columns[at];
      if (column === undefined || !isNumeric(column.shape)) continue;
      const missing = cell.is === 'missing' ? whyEmpty(cell) : cell.is === 'interval' ? cell.missing : null;
      if (missing !== null) reasons.set(missing, (reasons.get(missing) ?? new Set()).add(headerText(column)));
    }
  }
  return [...reasons].flatMap(([reason, columns]) => noteRow(`[ ] ${[...columns].join(', ')}: ${reason}`));
}

function whyEmpty({ text, reason }: Extract<Cell, { is: 'missing' }>): string {
  return reason === '' ? text : `${text}. ${reason}`;
}

function isNumeric({ kind }: Shape): boolean {
  return kind === 'number' || kind === 'percent' || kind === 'money';
}

/** The number of columns that a row takes. */
function widthOf(row: SheetRow): number {
  return row.reduce((sum, cell) => sum + (cell?.columnSpan ?? 1), 0);
}

/** A table as rows: an interval takes three columns, a trend none (its weeks have their own sheet). */
function tableRows(table: Table, words: Language): SheetRow[] {
  const kept = table.columns.flatMap((column, at) => (isTrend(table, at) ? [] : [{ column, at }]));
  const wide = new Set(kept.filter(({ at }) => isInterval(table, at)).map(({ at }) => at));
  const head = kept.flatMap(({ column, at }) => {
    const label = headerWithGrade(column, words);
    return wide.has(at) ? [label, words.page.low(label), words.page.high(label)] : [label];
  });
  const rows = table.rows.map((row) =>
    kept.flatMap(({ column, at }) => {
      const cells = valueCells(row[at] ?? { is: 'text', text: '' }, column.shape, wide.has(at), '');
      return column.secondary ? cells.map(greyed) : cells;
    }),
  );
  const header = heads(head, rows);
  const columns = kept.flatMap(({ column }, place) =>
    column.bar === true
      ? [kept.slice(0, place).reduce((sum, one) => sum + (wide.has(one.at) ? 3 : 1), 0)]
      : [],
  );
  barred.set(header, { columns, rows: rows.length });
  return [header, ...rows];
}

function isTrend(table: Table, at: number): boolean {
  return table.rows.some((row) => row[at]?.is === 'trend');
}

function isInterval(table: Table, at: number): boolean {
  return table.rows.some((row) => row[at]?.is === 'interval');
}

/** A column header with its evidence grade: Credited [D]. */
function headerWithGrade(column: Column, words: Language): string {
  const label = headerText(column);
  return column.evidence === null ? label : `${label} [${words.badges[column.evidence]}]`;
}

/** One value as one cell, or as value, low and high; a missing number is an empty cell, which `emptyNotes` explains. */
function valueCells(cell: Cell, shape: Shape, wide: boolean, currency: string): (SheetCell | null)[] {
  if (cell.is === 'interval') {
    const ends = [cell.low, cell.high].map((end) => (end === null ? null : figure(end, shape, currency)));
    return [figure(cell.value, shape, currency), ...(wide ? ends : [])];
  }
  const blank = wide ? [null, null] : [];
  if (cell.is === 'number') return [figure(cell.value, shape, currency), ...blank];
  if (cell.is === 'missing')
    return [isNumeric(shape) ? null : text(cell.text, { textColor: grey }), ...blank];
  if (cell.is === 'trend') return [null];
  return [shape.kind === 'date' ? dateOrText(cell.text) : text(cell.text), ...blank];
}
