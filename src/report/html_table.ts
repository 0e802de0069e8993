import { type Ends, sparkline, whiskerBar } from './charts.js';
import { html, prose } from './escape.js';
import type { Evidence } from './evidence.js';
import { cellText, headerText, intervalText, isNumeric, number, shaped } from './format.js';
import type { Language } from './language.js';
import type { Cell, Column, Table } from './report.js';

/** How many rows of a part, of a single table, and of each of many tables are in the page; the rest is only in the workbook, to keep the page small. */
const [rowsOfPart, rowsOfTable, fewestRows] = [300, 100, 6];

/** How many rows of each table of a part are in the page. */
export function mostRowsIn(tables: number): number {
  return Math.min(rowsOfTable, Math.max(fewestRows, Math.floor(rowsOfPart / Math.max(1, tables))));
}

/** A sortable table under its title; rows beyond `shown` are folded, and rows beyond `mostRows` are only in the workbook. */
export function tableHtml(table: Table, mostRows: number, words: Language): string {
  const { columns, rows, shown } = table;
  const scales = columns.map((column, at) => (column.bar ? scaleOf(rows.map((row) => row[at])) : noScale));
  const kept = rows.slice(0, mostRows);
  const body = kept.map((row, index) => {
    const cells = row.map((cell, at) =>
      cellHtml(cell, columns[at], scales[at] ?? noScale, at === nameColumn(columns), words),
    );
    return `<tr${index >= shown ? ' class="folded"' : ''}>${cells.join('')}</tr>`;
  });
  const hidden = kept.length - shown;
  const more =
    hidden > 0 ? `<button type="button" class="more" hidden>${html(words.page.more(hidden))}</button>` : '';
  const omitted = rows.length - kept.length;
  const notes = [
    ...(omitted > 0 ? [words.page.omitted(number(omitted))] : []),
    ...(table.note === null ? [] : [table.note]),
  ];
  const folded = table.folded === true;
  const title = folded ? '' : `<h3>${prose(table.title)}</h3>`;
  const inner = `<div class="table">${title}<div class="scroll" tabindex="0" role="group" aria-label="${html(table.title)}"><table class="rows">
<thead><tr>${columns.map((column) => headHtml(column, words)).join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table></div>${more}${hidden > 0 ? `<p class="note-line in-print">${html(words.page.folded(number(hidden)))}</p>` : ''}
${notes.map((note) => `<p class="note-line">${prose(note)}</p>`).join('')}</div>`;
  return folded
    ? `<details><summary>${prose(table.title)}${inPrint(words.page.closed(number(rows.length)))}</summary>${inner}</details>`
    : inner;
}

/** What only a printed page says. */
export function inPrint(text: string): string {
  return `<span class="in-print">${html(text)}</span>`;
}

/** The column that names the row: the first one, or the second after a place. */
function nameColumn(columns: readonly Column[]): number {
  return columns[0]?.shape.kind === 'place' ? 1 : 0;
}

const noScale: Ends = { least: 0, most: 0 };

/** The ends of the scale shared by the bars of a column, 0 among them. */
function scaleOf(cells: readonly (Cell | undefined)[]): Ends {
  const drawn = cells.flatMap((cell) => {
    if (cell?.is === 'number') return [cell.value];
    return cell?.is === 'interval' ? [cell.value, cell.low ?? 0, cell.high ?? 0] : [];
  });
  return { least: Math.min(0, ...drawn), most: Math.max(0, ...drawn) };
}

/** A column header with its badge and a button to sort by it. */
function headHtml(column: Column, words: Language): string {
  const numeric = isNumeric(column.shape);
  const names = [numeric ? 'n' : '', column.secondary ? 'secondary' : '']
    .filter((name) => name !== '')
    .join(' ');
  const grade = column.evidence === null ? '' : ` ${badge(column.evidence, words)}`;
  const button = `<button type="button" title="${html(words.page.sort)}">${html(headerText(column))}</button>`;
  return `<th scope="col"${names === '' ? '' : ` class="${names}"`}${numeric ? '' : ' data-text="1"'}>${button}${grade}</th>`;
}

/** The evidence grade of a number, with its meaning on hover. */
export function badge(evidence: Evidence, words: Language): string {
  const name = `${words.page.evidence}: ${words.gradeNames[evidence]}`;
  return `<i class="badge ${evidence}" title="${html(name)}">${html(words.badges[evidence])}</i>`;
}

/** One cell: text, number, number with interval and bar, trend, or why there is no value. */
function cellHtml(
  cell: Cell,
  column: Column | undefined,
  scale: Ends,
  namesRow: boolean,
  words: Language,
): string {
  if (column === undefined) return '<td></td>';
  const { shape } = column;
  const numeric = isNumeric(shape);
  const kind = numeric
    ? 'n'
    : shape.kind === 'text' && !namesRow
      ? textClass(cell)
      : shape.kind === 'text'
        ? ''
        : 'id';
  const names = [kind, column.secondary ? 'secondary' : ''].filter((name) => name !== '').join(' ');
  const head = namesRow ? '' : ` data-h="${html(headerText(column))}"`;
  const attribute = (names === '' ? '' : ` class="${names}"`) + head;
  if (namesRow) return `<th scope="row"${attribute}>${contentHtml(cell, column, scale, words)}</th>`;
  return `<td${attribute}${numeric ? ` data-v="${sortKey(cell)}"` : ''}>${contentHtml(cell, column, scale, words)}</td>`;
}

/** Long texts get extra width, short ones do not. */
function textClass(cell: Cell): string {
  return cell.is === 'text' && cell.text.length > 24 ? 'long' : 'id';
}

/** The sort key of a number; empty if there is no number. */
function sortKey(cell: Cell): string {
  if (cell.is === 'number' || cell.is === 'interval') return String(cell.value);
  if (cell.is === 'trend') return String(cell.values.findLast((value) => value !== null) ?? '');
  return '';
}

function contentHtml(cell: Cell, column: Column, scale: Ends, words: Language): string {
  const { shape } = column;
  const text = cellText(cell, shape, words);
  if (cell.is === 'text') return `<bdi>${prose(text)}</bdi>`;
  if (cell.is === 'missing') return `<span class="none" title="${html(cell.reason)}">${html(text)}</span>`;
  if (cell.is === 'trend') return sparkline(cell.values, text);
  if (cell.is === 'number') {
    const bar = { value: cell.value, low: null, high: null, tone: 'soft' as const };
    return column.bar ? withBar(html(text), whiskerBar(bar, scale, text)) : html(text);
  }
  const interval = `<span class="pm${cell.low === null ? ' why' : ''}">${html(intervalText(cell, shape, words))}</span>`;
  const printed = html(shaped(cell.value, shape, words)) + interval;
  return column.bar
    ? withBar(printed, whiskerBar({ ...cell, tone: cell.low === null ? 'pale' : 'soft' }, scale, text))
    : printed;
}

/** A number and its bar side by side, so that all bars of a column start at the same line. */
function withBar(printed: string, bar: string): string {
  return `<span class="with-bar"><span>${printed}</span>${bar}</span>`;
}
