import { daySpan, numberSpan, type Span, weekSpan, yearPartSpan } from './calendar_spans.js';

/** One way to read the labels of a column of periods. */
export interface Reading {
  /** such as "month/day/year" */
  readonly name: string;
  /** what one label is called, such as "date", and the plural */
  readonly noun: string;
  readonly plural: string;
  /** null if the label is not of this kind; the text is normalised */
  readonly parse: (text: string) => Span | null;
  /** how many of these a year has, if labels do not say which year they belong to */
  readonly a_year?: number;
}

/** A label without differences of width and case, and without surrounding blanks. */
export function normalised(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

type Named = Readonly<Record<string, string | undefined>>;

function reading(name: string, noun: string, pattern: RegExp, span: (found: Named) => Span | null): Reading {
  const parse = (text: string) => {
    const groups = pattern.exec(text)?.groups;
    return groups === undefined ? null : span(groups);
  };
  return { name, noun, plural: `${noun}s`, parse };
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthWord =
  '(?<word>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const time =
  '(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}(?:\\.\\d+)?))?(?: ?(?<half>[ap]m))?(?<zone> ?(?:z|utc|gmt|[+-]\\d{2}:?\\d{2}))?';

function monthOf({ month, word }: Named): number {
  return word === undefined ? Number(month) : monthNames.indexOf(word.slice(0, 3)) + 1;
}

function yearOf({ year, short }: Named): number {
  return year === undefined ? 2000 + Number(short) : Number(year);
}

/** The share of the day that has passed; null if a clock has no such time. */
function shareOf({ hour, minute, second, half }: Named): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
  const isClock = half === undefined ? h < 24 : h >= 1 && h <= 12;
  if (!isClock || m > 59 || s >= 60) return null;
  const hours = half === undefined ? h : (h % 12) + (half === 'pm' ? 12 : 0);
  return (hours * 3600 + m * 60 + s) / 86_400;
}

/** Dates of one form, and the same with a time of day. */
function dates(name: string, form: string): Reading[] {
  return [
    reading(name, 'date', new RegExp(`^${form}$`), (found) =>
      daySpan(yearOf(found), monthOf(found), Number(found.day)),
    ),
    reading(`${name} and time`, 'date-time', new RegExp(`^${form}(?:t|,? +)${time}$`), (found) => {
      const share = shareOf(found);
      return share === null ? null : daySpan(yearOf(found), monthOf(found), Number(found.day), share);
    }),
  ];
}

function months(name: string, form: string): Reading {
  return reading(name, 'month', new RegExp(`^${form}$`), (found) =>
    yearPartSpan(yearOf(found), monthOf(found), 12),
  );
}

function weeks(name: string, form: string): Reading {
  return reading(name, 'week', new RegExp(`^${form}$`), (found) =>
    weekSpan(yearOf(found), Number(found.week)),
  );
}

function parts(noun: 'quarter' | 'half', form: string): Reading {
  const count = noun === 'quarter' ? 4 : 2;
  const found = reading(`year and ${noun}`, noun, new RegExp(`^${form}$`), (groups) =>
    yearPartSpan(yearOf(groups), Number(groups.part), count),
  );
  return noun === 'half' ? { ...found, plural: 'halves' } : found;
}

const year = '(?<year>\\d{4})';
const short = '(?<short>\\d{2})';
const month = '(?<month>\\d{1,2})';
const day = '(?<day>\\d{1,2})';
const week = '(?<week>\\d{1,2})';
const weekWord = '(?:w|wk|kw|week) ?';
const gap = '[-/., ]{1,2}';

export const number = reading(
  'number',
  'number',
  /^(?<value>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)$/,
  ({ value }) => numberSpan(Number(value)),
);

/** July 26, of a year that is not written. */
function monthDays(form: string): Reading {
  const found = reading('month and day of one year', 'day', new RegExp(`^${form}$`), (groups) => {
    const span = daySpan(2000, monthOf(groups), Number(groups.day));
    return span === null ? null : numberSpan(span.order);
  });
  return { ...found, a_year: 366 };
}

/** Month and two-digit year: may also be days of one year, unless the months follow each other without a gap. */
export const shortMonths: readonly Reading[] = [
  months('month and year', `${monthWord}\\.?[-/ ']{0,2}${short}`),
  months('year and month', `${short}[-/ ']${monthWord}`),
];

/** Year and month with a point between them, which are not decimal fractions. */
export const pointedMonth = months('year and month', `(?<year>(?:19|20)\\d{2})\\.${month}`);

/** Every way to read a label by itself, the most specific first. */
export const readings: readonly Reading[] = [
  ...dates('year, month and day', '(?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})'),
  months('year and month', '(?<year>(?:19|20)\\d{2})(?<month>\\d{2})'),
  reading('year', 'year', /^(?<year>(?:19|20)\d{2})(?:\.0)?$/, (found) => yearPartSpan(yearOf(found), 1, 1)),
  pointedMonth,
  number,
  ...dates('year-month-day', `${year}-${month}-${day}`),
  ...dates('year/month/day', `${year}/${month}/${day}`),
  ...dates('year.month.day', `${year}\\.${month}\\.${day}`),
  ...dates('year, month and day', `${year}年${month}月${day}[日号]`),
  ...dates('month/day/year', `${month}/${day}/${year}`),
  ...dates('day/month/year', `${day}/${month}/${year}`),
  ...dates('month-day-year', `${month}-${day}-${year}`),
  ...dates('day-month-year', `${day}-${month}-${year}`),
  ...dates('day.month.year', `${day}\\.${month}\\.${year}`),
  ...dates('month/day/year', `${month}[-/]${day}[-/]${short}`),
  ...dates('day/month/year', `${day}[-/]${month}[-/]${short}`),
  ...dates('year/month/day', `${short}[-/]${month}[-/]${day}`),
  ...dates('day.month.year', `${day}\\.${month}\\.${short}`),
  ...dates('day, month and year', `${day}[-/. ]{0,2}${monthWord}\\.?[-/. ,]{0,2}${year}`),
  ...dates('month, day and year', `${monthWord}\\.?[-/ ]?${day}(?:${gap})${year}`),
  ...dates('year, month and day', `${year}[-/ ]?${monthWord}[-/ ]?${day}`),
  ...dates('day, month and year', `${day}[-/ ]${monthWord}[-/ ]${short}`),
  ...dates('year, month and day', `${short}[-/ ]${monthWord}[-/ ]${day}`),
  months('year and month', `${year}[-/]${month}`),
  months('year and month', `${year}年${month}月份?`),
  months('year and month', `${year}[-/ ]?m ?${month}`),
  months('month and year', `${month}[-/.]${year}`),
  months('month and year', `${monthWord}\\.?[-/ ,']{0,2}${year}`),
  months('year and month', `${year}[-/ ]?${monthWord}`),
  ...shortMonths,
  monthDays(`${monthWord}\\.?[-/ ]?${day}`),
  monthDays(`${day}[-/. ]{0,2}${monthWord}\\.?`),
  monthDays(`${month}月${day}[日号]`),
  monthDays(`${month}\\.(?<day>\\d{2})`),
  weeks('year and week', `${year}[-/ ]?${weekWord}${week}`),
  weeks('week and year', `${weekWord}${week}[-/, ]{1,2}${year}`),
  weeks('year and week', `${year}年?第?${week}[周週]`),
  weeks('year and week number', `${year}[-/]${week}`),
  parts('quarter', `${year}(?:年|[-/. ])?q(?<part>[1-4])`),
  parts('quarter', `${year}年第?(?<part>[1-4])季度?`),
  parts('quarter', `q(?<part>[1-4])[-/ ']{0,2}(?:${year}|${short})`),
  parts('quarter', `(?<part>[1-4])q[-/ ']?(?:${year}|${short})`),
  parts('half', `${year}[-/ ]?h(?<part>[12])`),
  parts('half', `h(?<part>[12])[-/ ]?${year}`),
  {
    ...reading('month of one year', 'month', new RegExp(`^${monthWord}\\.?$`), (found) =>
      numberSpan(monthOf(found)),
    ),
    a_year: 12,
  },
];

/**
 * Labels that are words and one number, such as T1, Vis10 or 第7周: two readings of a column, by its first label. A hyphen
 * before the number can belong to the words or be a minus sign; where that matters, the readings differ.
 */
export function affixedNumbers(first: string): Reading[] {
  return [
    /^(?<head>\D*)(?<digits>\d+)(?<tail>\D*)$/,
    /^(?<head>\D*?)(?<digits>[+-]?\d+)(?<tail>\D*)$/,
  ].flatMap((pattern, place) => {
    const model = affixes(pattern, first);
    if (model === null || `${model.head}${model.tail}` === '') return [];
    const parse = (text: string) => {
      const found = affixes(pattern, text);
      return found === null || found.head !== model.head || found.tail !== model.tail
        ? null
        : numberSpan(Number(found.digits));
    };
    const name = place === 0 ? 'words and a number' : 'words and a number with its sign';
    const a_year = inOneYear(first);
    return [{ name, noun: 'number', plural: 'numbers', parse, ...(a_year === null ? {} : { a_year }) }];
  });
}

function affixes(pattern: RegExp, text: string): { head: string; digits: string; tail: string } | null {
  const { head = '', digits = '', tail = '' } = pattern.exec(text)?.groups ?? {};
  const bare = (words: string) => words.replace(/[\s_]/g, '');
  return digits === '' ? null : { head: bare(head), digits, tail: bare(tail) };
}

/** How many of these a year has: weeks, months or quarters, by the words next to a number or the name of its column; null for other words. */
export function inOneYear(label: string): number | null {
  const words = label.replace(/[\d\s_.+-]/g, '');
  if (/^(?:w|wk|kw|(?:iso)?week(?:s|no|nr|num|number|ofyear)?|第?[周週]数?|第?星期)$/.test(words)) return 52;
  if (/^(?:months?|month(?:no|nr|num|number|ofyear)|第?(?:个|個)?月份?)$/.test(words)) return 12;
  return /^(?:q|qtr|quarters?|第?季度?)$/.test(words) ? 4 : null;
}
