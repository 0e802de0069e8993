import { foldedHeader, writtenHeader } from '../headers.js';
import { cellsOf } from './row_likeness.js';

/** How a row may begin that totals the rows above it, in lower case and without blanks, colons and a trailing count. */
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

/** A count after a word for a total, as in 合计(2), TOTAL 2 or 共2条; a regular expression that means the same in JavaScript, RE2 and Java. */
export const countAtEnd =
  '[(（\\[]?[0-9][0-9.,]*(?:条|人|行|个|笔|单|元|名|rows?|records?|items?|users?|members?|orders?)?(?:记录|数据)?[)）\\]]?$';

/** What programs write below their rows: how many there are, when and by whom they were exported; in lower case and without blanks. */
export const footerShape =
  '^(?:[-=*_#+|~]+|[-=*<#]*(?:end|endoffile|endofreport|eof|结束|完)[-=*>#]*|[(（]?[0-9]+(?:rows?|records?|条记录|条数据)(?:selected|inset.*|affected|found)?[.;]?[)）]?|(?:exported|generated|printed|created|downloaded)(?:on|at|by).*|(?:导出|生成|统计|打印|制表|查询|下载)(?:时间|日期|人).*|数据截止.*|page[0-9]+(?:of[0-9]+)?|第[0-9]+页.*)$';

const words: ReadonlySet<string> = new Set(totalWords);
const [countBehind, footer] = [new RegExp(countAtEnd), new RegExp(footerShape)];

/** Whether a row is blank: it has no cells, or none with a value. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => bare(cell) === '');
}

/** Whether the first value of a row is a word for a total. */
export function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => bare(cell) !== '');
  return first !== undefined && words.has(wordOf(first).replace(countBehind, ''));
}

/** Whether a row has a single value, of the kind that programs write below their rows. */
export function isFooter(cells: readonly string[]): boolean {
  const [first, ...others] = cells.filter((cell) => bare(cell) !== '');
  return first !== undefined && others.length === 0 && footer.test(wordOf(first));
}

/** Whether a row is not data: it is blank, repeats the header, totals the rows above it, or is a footer below them. */
export function isLeftover(cells: readonly string[], header: readonly string[]): boolean {
  if (isBlank(cells) || isFooter(cells)) return true;
  if (cells.every((cell, at) => foldedHeader(cell) === foldedHeader(writtenHeader(header[at] ?? ''))))
    return true;
  const others = cells.map(bare).filter((cell) => cell !== '');
  return isTotal(cells) && others.slice(1).every((cell) => figures.test(cell));
}

const figures = /^[-+]?[^a-zA-Z0-9]?[0-9][0-9.,%]*$/;

/** A cell in lower case, without blanks, colons and surrounding quotes. */
function wordOf(cell: string): string {
  return bare(cell)
    .toLowerCase()
    .replace(/[\s\uFEFF:：]+/g, '');
}

/** With this character old programs end a file. */
const endOfFile = '\u001a';

/** A cell without surrounding white space, byte order marks and quotes. */
function bare(cell: string): string {
  return cell === endOfFile ? '' : cell.replace(/^[\s\uFEFF"]+|[\s\uFEFF"]+$/g, '');
}

/**
 * The total rows at the end of a text, last one first: rows that begin with a word for a total, skipping blank rows and footers among and after them.
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
