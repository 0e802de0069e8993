/** How the number in a cell is displayed, as far as that changes its meaning. */
export type Shown =
  | 'number'
  | 'date'
  | 'date and time'
  | 'time'
  | { readonly zeros: number }
  | { readonly currency: string };

/** Built-in number formats, which workbooks use without defining them. */
const builtIn: Readonly<Record<number, Shown>> = Object.fromEntries([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date']),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time']),
  [22, 'date and time'],
]);

/** What a format says about a number: the format code defined in the workbook, else the built-in format with that id. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return builtIn[id] ?? 'number';
  const first = code.split(';', 1)[0] ?? '';
  const bare = first
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^0{2,}$/.test(bare)) return { zeros: bare.length };
  if (/general|[#?]|0[.,0%]*0?e|@/.test(bare)) return amountBy(id, first);
  const letters = bare.replace(/am\/pm|a\/p|上午\/下午/g, 'h');
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]|e/.test(letters) || (/m/.test(letters) && !hasTime);
  if (hasDay) return hasTime ? 'date and time' : 'date';
  return hasTime ? 'time' : amountBy(id, first);
}

/** Formats below this number show the currency of the reader's country, not one of the workbook. */
const firstOwnFormat = 164;

const currencySign = /(?:(?:US|HK|NT|AU|CA|NZ|CN|JP|[SACR])?[$¥￥]|[€£₩₹₫₽₺₱₪₴₸₦₵₡₲฿元円]|\b[A-Z]{3}\b)/u;
const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A number with the currency that its format shows, such as `[$€-407]` or `"¥"`. */
function amountBy(id: number, section: string): Shown {
  if (id < firstOwnFormat) return 'number';
  const written = section.replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, ' $1 ').replace(/\[[^\]]*\]|_./g, ' ');
  const [currency] = currencySign.exec(written) ?? [];
  const isCode = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  return currency === undefined || (isCode && !currencyCodes.has(currency)) ? 'number' : { currency };
}

/** The text of a number in a cell. A day becomes a date; a number of more than 15 digits keeps the digits it has. */
export function numberText(written: string, shown: Shown, since: 1900 | 1904): string {
  const value = Number(written);
  if (!Number.isFinite(value)) return written;
  if (typeof shown === 'object' && 'zeros' in shown)
    return Number.isInteger(value) && value >= 0
      ? String(value).padStart(shown.zeros, '0')
      : plainNumber(value);
  if (shown === 'number' || typeof shown === 'object') return plainNumber(value);
  return momentText(value, shown, since) ?? plainNumber(value);
}

/** As a spreadsheet program displays it: 15 digits, no exponent. */
function plainNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return /e/i.test(text) ? rounded.toFixed(20).replace(/0+$/, '') : text;
}

const dayMs = 86_400_000;

/** Days since the workbook's epoch as a wall time; null if they are not one. 1900 has a 29 February that never existed. */
function momentText(
  days: number,
  shown: 'date' | 'date and time' | 'time',
  since: 1900 | 1904,
): string | null {
  if (days < 0 || days >= 2_958_466) return null;
  const isTimeOnly = days < 1 && (shown === 'time' || since === 1900);
  const start = since === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const ms = Math.round(days * dayMs);
  const text = new Date(start + ms).toISOString();
  const time = text.slice(11, 23).replace(/\.000$/, '');
  if (isTimeOnly) return time;
  const hasTime = shown !== 'date' || ms % dayMs !== 0;
  return hasTime ? `${text.slice(0, 10)} ${time}` : text.slice(0, 10);
}

/** A text as it was typed: workbooks escape some characters as _x000D_. */
export function typedText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The column number, from 0, in a reference such as AB12. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const digit = character.charCodeAt(0) & 0xdf;
    if (digit < 65 || digit > 90) break;
    column = column * 26 + digit - 64;
  }
  return column - 1;
}

/** The letters of a column number: 0 is A. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
