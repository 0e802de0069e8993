import { foldedHeader } from './headers.js';
import { cellsOf } from './row_likeness.js';

/** What a row may begin with that sums the rows above it, in small letters and without blanks, colons and a count behind it. */
export const totalWords = [
  ...['total', 'totals', 'grandtotal', 'subtotal', 'subtotals', 'sum', 'summe', 'gesamt', 'gesamtsumme'],
  ...[
    'insgesamt',
    'zwischensumme',
    'totale',
    'totaux',
    'soustotal',
    'sous-total',
    'sub-total',
    'somme',
    'suma',
  ],
  ...[
    '合计',
    '总计',
    '小计',
    '总和',
    '汇总',
    '共计',
    '总数',
    '合計',
    '總計',
    '小計',
    '總和',
    '彙總',
    '共計',
    '總數',
  ],
  ...['итого', 'всего', '합계', '총계', '소계'],
  ...['totalrows', 'totalrecords', 'totalcount', 'totalusers', 'totalmembers', 'totalorders', 'totalgroups'],
  ...['average', 'mean', 'durchschnitt', 'moyenne', '平均', '平均值', '均值'],
  ...[
    '共',
    '总人数',
    '总金额',
    '总笔数',
    '总记录数',
    '记录数',
    '合计金额',
    '合计人数',
    '总计金额',
    '本页合计',
  ],
] as const;

/** A count behind a word for a sum, as in 合计(2), TOTAL 2 or 共2条; a regular expression that JavaScript, RE2 and Java read alike. */
export const countAtEnd =
  '[(（\\[]?[0-9][0-9.,]*(?:条|人|行|个|笔|单|元|名|rows?|records?|items?|users?|members?|orders?)?(?:记录|数据)?[)）\\]]?$';

/** What programs write below their rows: how many there were, when and by whom they were written; in small letters and without blanks. */
export const footerShape =
  '^(?:[-=*_#+|~]+|[-=*<#]*(?:end|endoffile|endofreport|eof|结束|完)[-=*>#]*|[(（]?[0-9]+(?:rows?|records?|条记录|条数据)(?:selected|inset.*|affected|found)?[.;]?[)）]?|(?:exported|generated|printed|created|downloaded)(?:on|at|by).*|(?:导出|生成|统计|打印|制表|查询|下载)(?:时间|日期|人).*|数据截止.*|page[0-9]+(?:of[0-9]+)?|第[0-9]+页.*)$';

const words: ReadonlySet<string> = new Set(totalWords);
const [countBehind, footer] = [new RegExp(countAtEnd), new RegExp(footerShape)];

/** The cells of a row without any value, or of none, are blank. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => bare(cell) === '');
}

/** A row whose first value is a word for a sum. */
export function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => bare(cell) !== '');
  return first !== undefined && words.has(wordOf(first).replace(countBehind, ''));
}

/** A row with one value alone, which programs write below their rows. */
export function isFooter(cells: readonly string[]): boolean {
  const [first, ...others] = cells.filter((cell) => bare(cell) !== '');
  return first !== undefined && others.length === 0 && footer.test(wordOf(first));
}

/** A row that is none of its table: it holds nothing, repeats the header, sums the rows above it, or was written below them. */
export function isLeftover(cells: readonly string[], header: readonly string[]): boolean {
  if (isBlank(cells) || isFooter(cells)) return true;
  if (cells.every((cell, at) => foldedHeader(cell) === foldedHeader(header[at] ?? ''))) return true;
  const others = cells.map(bare).filter((cell) => cell !== '');
  return isTotal(cells) && others.slice(1).every((cell) => figures.test(cell));
}

const figures = /^[-+]?[^a-zA-Z0-9]?[0-9][0-9.,%]*$/;

/** A cell in small letters, without blanks, colons and quotes around it. */
function wordOf(cell: string): string {
  return bare(cell)
    .toLowerCase()
    .replace(/[\s\uFEFF:：]+/g, '');
}

/** A cell without white space, byte order marks and quotes around it. */
function bare(cell: string): string {
  return cell.replace(/^[\s\uFEFF"]+|[\s\uFEFF"]+$/g, '');
}

/**
 * The total rows at the end of a text, the last first: rows that begin with a word for a sum, blank ones and footers among and after them passed over.
 * Lines with an open quote end the search.
 */
export function trailingTotals(text: string, delimiter: string): string[][] {
  const found: string[][] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (const line of lines.reverse()) {
    const cells = cellsOf(line, delimiter);
    if (cells !== null && (isBlank(cells) || isFooter(cells))) continue;
    if (cells === null || !isTotal(cells)) break;
    found.push(cells);
  }
  return found;
}
