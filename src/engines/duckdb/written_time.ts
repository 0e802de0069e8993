import { monthNames } from '../../contract/month_names.js';
import type { DayOrder } from '../../sources/column_readings.js';
import type { LoadPlan } from '../../sources/plan.js';
import { withName } from '../folded_text.js';
import { literal } from './text.js';

const before = ['AM', 'A.M.', '上午', '午前', '오전', '凌晨', '새벽'];
const early = ['早上', '清晨', '早晨', '清早', '早', '朝', '아침'];
const after = ['PM', 'P.M.', '下午', '午後', '午后', '오후', '傍晚', '夕方', '낮'];
const evening = ['晚上', '夜里', '夜裡', '晚间', '晚間', '夜晚', '夜间', '晚', '夜', '저녁', '밤'];
const noon = ['中午', '正午', '昼', '정오'];
const night = ['深夜', '半夜', '夜中'];
const halves = [...before, ...early, ...after, ...evening, ...noon, ...night];
const half = `(${byLength(halves)
  .map((word) => word.replaceAll('.', '\\.'))
  .join('|')})`;

/** The longest first: `晚上` is not `晚`. */
function byLength(words: readonly string[]): string[] {
  return [...words].sort((a, b) => b.length - a.length);
}

const zone =
  '(?: ?(?:(Z|UTC|GMT)|(?:UTC|GMT)?([+-])(\\d{1,2})(?::?(\\d{2}))?(?: ?[A-Z]{2,5}| ?[+-]\\d{2,4})?))?(?: ?\\[?([A-Z]+/[A-Z_/+-]+|UTC|GMT)\\]?)?';
const clock = '(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:[.,](\\d{1,9}))?';
/** Year first, in any of the usual notations; the groups are the fields of `writtenParts`. */
const writtenShape = `^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:(?:[T ]+${half}?|${half}) ?${clock} ?${half}?${zone})?$`;
const writtenParts = [
  ...['y', 'm', 'd', 'half_1', 'half_2', 'h', 'mi', 's', 'f', 'half_3'],
  ...['utc', 'sign', 'off_h', 'off_m', 'place'],
];

/** A pattern, and what takes the place of each match. */
type Change = readonly [pattern: string, replacement: string];

/** Days of the week, which add nothing to a date. */
const weekdays: readonly Change[] = [
  ['[(\\[]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)\\]]?', ' '],
  ['[(\\[]?(?:[月火水木金土日]曜日?|[월화수목금토일]요일)[)\\]]?', ' '],
  ['[(\\[][月火水木金土日一二三四五六월화수목금토일][)\\]]', ' '],
  ['(^|[ (,])(?:MON|TUES?|WED(?:NES)?|THU(?:RS)?|FRI|SAT(?:UR)?|SUN)(?:DAY)?([ ,.)]+|$)', ' '],
];

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const month =
  '(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEP(?:T|TEMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\\.?';

/** Dates with the English name of their month, wherever it stands: the year comes first afterwards. */
const namedMonths: readonly Change[] = [
  [`^${month} +(\\d{1,2}) +([\\d:]+) ?((?:UTC|GMT|[+-]\\d{4}) )?(\\d{4})$`, '\\5-\\1-\\2 \\3 \\4'],
  [`^(\\d{1,2})(?:ST|ND|RD|TH|\\.)?[-/ ]*${month}[-/, ]*(\\d{4})`, '\\3-\\2-\\1'],
  [`^(\\d{1,2})-${month}-(\\d{2})( |$)`, '20\\3-\\2-\\1\\4'],
  [`^${month} *(\\d{1,2})(?:ST|ND|RD|TH)?,? +(\\d{4})`, '\\3-\\1-\\2'],
  ...months.map((name, place): Change => [`^(\\d{4})[-/ ]${name}[A-Z.]*[-/ ]`, `\\1-${place + 1}-`]),
];

/** A name of a month as a word of its own, with the signs around it as groups. */
function monthWord(names: readonly string[]): string {
  return `(^|[^\\p{L}])(?:${byLength(names).join('|')})\\.?($|[^\\p{L}])`;
}

/** Months of other languages by their English abbreviation, and what stands around them: 5 de noviembre de 2026, 1er juin 2026, 5 ноября 2026 г. */
const foreignMonths: readonly Change[] = [
  ...Object.entries(monthNames).map(([english, names]): Change => [monthWord(names), `\\1${english}\\2`]),
  [`^(\\d{1,2})(?:ER)?\\.? +(?:DE +)?([A-Z]{3})(?: +DEL?)? +(\\d{4})`, '\\1 \\2 \\3'],
  ['(\\d{4}) ?Г\\.?(,| |$)', '\\1\\2'],
];
const anyForeignMonth = monthWord(Object.values(monthNames).flat());

function withEnglishMonth(text: string): string {
  return `CASE WHEN regexp_matches(${text}, ${literal(anyForeignMonth)}) THEN ${whereNeeded(text, (f) => changedBy(f, foreignMonths))} ELSE ${text} END`;
}

/** Hours and minutes in words, clocks with points, and names of zones that stand for only one. */
const clockWords: readonly Change[] = [
  ['([点點时時]|시 ?)(?:半|반)', ':30:'],
  ['[点點时時]一刻', ':15:'],
  ['[点點时時]三刻', ':45:'],
  ['([点點时時])[整钟鐘]', '\\1'],
  ['[(][A-Z ]+[)]$', ''],
  [' ?UHR$', ''],
  ['^(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})[- ]+(\\d{1,2})\\.(\\d{2})\\.(\\d{2})', '\\1 \\2:\\3:\\4'],
  ['^(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}) +(\\d{1,2})(?:\\.| ?H ?)(\\d{2})$', '\\1 \\2:\\3'],
  ['(:\\d{2}) ?H$', '\\1'],
  [' ?(?:北京时间|北京時間|HKT|SGT)$', ' +08:00'],
  [' ?(?:日本時間|한국시간|JST|KST)$', ' +09:00'],
  [' CET$', ' +01:00'],
  [' CEST$', ' +02:00'],
];

/** A date with single hyphens and a clock with single colons, whatever signs and blanks were between their figures. */
const plainSigns: readonly Change[] = [
  [
    '^(\\d{4}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{1,2})(?:\\.?,? *([^-/.,\\dT ])|[.,]*(?: +|$))',
    '\\1-\\2-\\3 \\4',
  ],
  ['(\\d) ?: +(\\d)', '\\1:\\2'],
  ['(:\\d{1,2}):( |$)', '\\1\\2'],
  ['([^\\d:.]\\d{1,2}): ?$', '\\1:00'],
  ['^(\\d{4}-\\d{1,2}-\\d{1,2}[T ]\\d{1,2})$', '\\1:00'],
  ['( \\d{1,2}) ?([AP]\\.?M\\.?)$', '\\1:00 \\2'],
  ['^(\\d{4})(\\d{2})(\\d{2})[T ]+(\\d{2}):?(\\d{2})', '\\1-\\2-\\3 \\4:\\5'],
  ['^(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})(\\d{2})', '\\1:\\2'],
];

/**
 * What a branch does that few rows take. DuckDB compiles the patterns of a lambda for every 2,048 rows, also those of branches without a row;
 * those of a lambda in a branch only if it has one.
 */
function whereNeeded(text: string, branch: (name: string) => string): string {
  return withName('f', text, branch('f'));
}

function changedBy(text: string, changes: readonly Change[], options = ''): string {
  return changes.reduce(
    (sql, [pattern, replacement]) =>
      `regexp_replace(${sql}, ${literal(pattern)}, ${literal(replacement)}${options})`,
    text,
  );
}

/** First years of the calendars of Japan and Taiwan, minus one. */
const eras = [
  [['令和', 'R'], 2018],
  [['平成', 'H'], 1988],
  [['民國', '民国', '中華民國'], 1911],
] as const;

/** A year of an era as a year of our calendar. */
function withoutEra(text: string): string {
  const words = byLength(eras.flatMap(([names]) => names)).join('|');
  const shape = literal(`^(${words}) ?(\\d{1,3}|元) ?([年./-].*)$`);
  const cases = eras.map(
    ([names, years]) => `WHEN e.era IN (${names.map(literal).join(', ')}) THEN ${years}`,
  );
  const year = `(CASE ${cases.join(' ')} END + CASE e.n WHEN '元' THEN 1 ELSE TRY_CAST(e.n AS INTEGER) END)`;
  const parts = `regexp_extract(${text}, ${shape}, ['era', 'n', 'rest'])`;
  return withName(
    'e',
    parts,
    `CASE WHEN e.era = '' THEN ${text} ELSE CAST(${year} AS VARCHAR) || e.rest END`,
  );
}

/** A date with the year last: 13/11/2026, 11-13-2026, 5.11.2026. */
const yearLast = '^(\\d{1,2}) ?([./-]) ?(\\d{1,2}) ?[./-] ?(\\d{4})(.*)$';

function yearLastParts(text: string): string {
  return `regexp_extract(${text}, ${literal(yearLast)}, ['a', 'sep', 'b', 'y', 'rest'])`;
}

/** Whether the figures alone show which of them is the day; between points the day comes first everywhere. */
const isDayFirst = `(x.sep = '.' OR TRY_CAST(x.a AS INTEGER) > 12 OR x.a = x.b)`;
const isMonthFirst = `(x.sep <> '.' AND TRY_CAST(x.b AS INTEGER) > 12)`;

/** The same date with the year first, if it is known whether the day or the month comes first. */
function yearFirst(text: string, order: DayOrder | undefined): string {
  const [first, second] =
    order === 'day_first'
      ? ['true', 'false']
      : [
          order === 'month_first' ? `x.sep = '.'` : isDayFirst,
          order === 'month_first' ? 'true' : isMonthFirst,
        ];
  return withName(
    'x',
    yearLastParts(text),
    `CASE WHEN x.y = '' THEN ${text} WHEN ${first} THEN x.y || '-' || x.b || '-' || x.a || x.rest WHEN ${second} THEN x.y || '-' || x.a || '-' || x.b || x.rest ELSE ${text} END`,
  );
}

/** A folded text without weekdays and calendars of eras, the date in front; most texts have neither, and are not searched for every one. */
function frontDate(text: string): string {
  const bare = `CASE WHEN regexp_matches(${text}, '[周週曜星拜요(]|[\\[A-Z]{3}') THEN ${whereNeeded(text, (f) => `trim(${changedBy(f, weekdays, ", 'g'")})`)} ELSE ${text} END`;
  return withName('w', bare, `CASE WHEN w > ':' THEN ${whereNeeded('w', withoutEra)} ELSE w END`);
}

/** A folded text in the notation of `writtenShape`. */
function spelled(text: string, order: DayOrder | undefined): string {
  const named = whereNeeded('n', (f) => changedBy(f, namedMonths));
  const months = withName(
    'n',
    withName(
      'm',
      frontDate(text),
      `CASE WHEN regexp_matches(m, '[\\p{L}]{3}') THEN ${whereNeeded('m', withEnglishMonth)} ELSE m END`,
    ),
    `CASE WHEN regexp_matches(n, '[A-Z]{3}') THEN ${named} ELSE n END`,
  );
  const ordered = withName(
    'o',
    months,
    `CASE WHEN regexp_matches(o, '^\\d{1,2}[ ./-]') THEN ${yearFirst('o', order)} ELSE o END`,
  );
  const figures = (f: string) =>
    `regexp_replace(trim(translate(${changedBy(f, clockWords)}, '年月日号號년월일时時点點시分분秒초', '--   -- ::::::::')), ' +', ' ', 'g')`;
  const other = whereNeeded('o', (f) => `trim(${changedBy(figures(f), plainSigns)})`);
  return withName(
    'o',
    ordered,
    `CASE WHEN regexp_full_match(o, '${spelledPlainly}') THEN o ELSE ${other} END`,
  );
}

/** A text in which no sign and no word has to be changed. */
const spelledPlainly = '\\d{4}-\\d{1,2}-\\d{1,2}( \\d{1,2}:\\d{2}(:\\d{2})?( [AP]M)?)?';

/** What a folded text says: {wall, is_day, offset_s, placed}; wall is NULL if it is not a time, placed is false if its zone is not ours. */
export function momentOf(text: string, plan: LoadPlan, order: DayOrder | undefined): string {
  const names = writtenParts.map(literal).join(', ');
  const g = 'g';
  const parts = `regexp_extract(${spelled(text, order)}, ${literal(writtenShape)}, [${names}])`;
  const is_day = `(${g}.h = '')`;
  const clockText = `${hourOf(g)} || ':' || ${g}.mi || ':' || CASE WHEN ${g}.s = '' THEN '0' ELSE ${g}.s END || CASE WHEN ${g}.f = '' THEN '' ELSE '.' || ${g}.f END`;
  const day = `${g}.y || '-' || ${g}.m || '-' || ${g}.d`;
  const wall = `CASE WHEN ${g}.y = '' THEN NULL WHEN ${is_day} THEN TRY_CAST(${day} AS TIMESTAMP) ELSE TRY_CAST(${day} || ' ' || ${clockText} AS TIMESTAMP) END`;
  const universal = "'UTC', 'GMT', 'ETC/UTC', 'ETC/GMT'";
  const seconds = `(TRY_CAST(${g}.off_h AS BIGINT) * 3600 + coalesce(TRY_CAST(${g}.off_m AS BIGINT), 0) * 60)`;
  const offset_s = `CASE WHEN ${g}.utc <> '' THEN 0 WHEN ${g}.sign = '-' THEN -${seconds} WHEN ${g}.sign = '+' THEN ${seconds} WHEN ${g}.place IN (${universal}) THEN 0 END`;
  const isOurs = `${g}.place = ${literal((plan.zone ?? '').toUpperCase())}`;
  const inRange = `coalesce(TRY_CAST(${g}.off_m AS BIGINT), 0) < 60 AND coalesce(${seconds} <= CASE ${g}.sign WHEN '-' THEN 43200 ELSE 50400 END, true)`;
  const placed = `(${inRange} AND (${g}.place = '' OR ${g}.utc <> '' OR ${g}.sign <> '' OR ${g}.place IN (${universal}) OR ${isOurs}))`;
  return withName(
    g,
    parts,
    `{'wall': ${wall}, 'is_day': ${is_day}, 'offset_s': ${offset_s}, 'placed': ${placed}}`,
  );
}

/** The hour in 24-hour time as text; NULL if hour and part of the day do not go together, or twelve at night may be two midnights. */
function hourOf(g: string): string {
  const word = `(${g}.half_1 || ${g}.half_2 || ${g}.half_3)`;
  const hour = `TRY_CAST(${g}.h AS BIGINT)`;
  const list = (words: readonly string[]) => words.map(literal).join(', ');
  return `CAST(CASE WHEN ${word} = '' THEN ${hour}
    WHEN ${word} IN (${list(before)}) THEN CASE WHEN ${hour} = 12 THEN 0 WHEN ${hour} < 12 THEN ${hour} END
    WHEN ${word} IN (${list(early)}) THEN CASE WHEN ${hour} < 12 THEN ${hour} END
    WHEN ${word} IN (${list(after)}) THEN CASE WHEN ${hour} < 12 THEN ${hour} + 12 WHEN ${hour} < 24 THEN ${hour} END
    WHEN ${word} IN (${list(evening)}) THEN CASE WHEN ${hour} BETWEEN 5 AND 11 THEN ${hour} + 12 WHEN ${hour} BETWEEN 17 AND 23 THEN ${hour} END
    WHEN ${word} IN (${list(night)}) THEN CASE WHEN ${hour} BETWEEN 0 AND 5 OR ${hour} BETWEEN 21 AND 23 THEN ${hour} WHEN ${hour} BETWEEN 9 AND 11 THEN ${hour} + 12 END
    WHEN ${word} IN (${list(noon)}) THEN CASE WHEN ${hour} IN (11, 12, 13, 14) THEN ${hour} WHEN ${hour} IN (1, 2) THEN ${hour} + 12 END
    END AS VARCHAR)`;
}

/** Whether a folded text is a date with the year last whose figures do not show which of them is the day. */
export function hasTwoDays(text: string): string {
  return withName('x', yearLastParts(frontDate(text)), `(x.y <> '' AND ${twoDays})`);
}

const twoDays = `NOT ${isDayFirst} AND NOT ${isMonthFirst} AND TRY_CAST(x.b AS INTEGER) <= 12`;

/** How many dates of a column with the year last show that the day or the month comes first, how many show neither, and how many values are anything else. */
export function dayOrderEvidence(folded: string, source: string): string {
  const count = (test: string) => `count(CASE WHEN ${test} THEN 1 END)`;
  return `SELECT ${count("x.y <> '' AND x.sep <> '.' AND TRY_CAST(x.a AS INTEGER) > 12")} AS day_first, ${count(`x.y <> '' AND ${isMonthFirst}`)} AS month_first,
    ${count(`x.y <> '' AND ${twoDays}`)} AS unclear, ${count("x.y = ''")} AS others, min(CASE WHEN x.y <> '' AND ${twoDays} THEN found END) AS example
    FROM (SELECT found, ${yearLastParts(frontDate('folded'))} AS x FROM (SELECT found, ${folded} AS folded FROM ${source}) WHERE folded <> '')`;
}
