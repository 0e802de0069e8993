import { inputError, usageError } from '../../contract/errors.js';
import { printable } from '../../text/printable.js';
import { decoderOf, encodingName } from './decoders.js';
import type { Evidence } from './evidence.js';
import { type Reading, readingsOf, type Words } from './readings.js';

/** How the text of a file is encoded, and how that is known: from the configuration or from its bytes. */
export interface Encoding {
  readonly encoding: string;
  readonly encoding_by: 'declared' | 'found';
}

/** What helps to detect the encoding of the files of one source. */
export interface EncodingContext {
  /** as named in the configuration */
  readonly declared: string | null;
  /** zone of the project: languages spoken there are more likely */
  readonly zone: string | null;
  /** the place of `encoding` in the configuration, such as inputs.orders; null if there is none */
  readonly key: string | null;
  /** number of lines above the column names */
  readonly skip_lines?: number;
}

/** A text file: its name, and what its bytes tell. */
export interface Examined {
  readonly name: string;
  readonly evidence: Evidence;
}

/** A reading must be this much more likely than any other with a different result: about a thousand to one. */
const sureMargin = 7;

/** If more than this share of the characters belongs to no language, no reading is right. */
const mostStrange = 0.34;

/** A declared encoding is refused if another one is more likely by this much. */
const refusedMargin = 15;

/**
 * The encoding of every file of one source, decided once over all of them. Files that are certain by themselves (a byte order mark, UTF-8, enough words)
 * are decided on their own; the others pool their words. Throws a usage error with both readings if two remain.
 */
export function decideEncodings(files: readonly Examined[], context: EncodingContext): Encoding[] {
  const sure = files.map((file) => sureEncoding(file, context));
  const open = files.filter((_, place) => sure[place] === null);
  if (open.length === 0) return sure.flatMap((one) => one ?? []);
  const shared = decideTogether(open, context);
  return files.map((file, place): Encoding => {
    const encoding = sure[place] ?? { encoding: shared.get(file) ?? 'utf-8', encoding_by: 'found' };
    return encoding;
  });
}

/** The declared encoding, or the one that the bytes of a file show on their own; null if words must be weighed. */
function sureEncoding(file: Examined, { declared, zone, key }: EncodingContext): Encoding | null {
  const marked = markedEncoding(file.evidence.head) ?? wideEncoding(file.evidence.head);
  if (declared !== null) {
    const encoding = encodingName(declared) ?? declared;
    refuseDeclared(file, encoding, marked, zone, key);
    return { encoding: marked ?? encoding, encoding_by: 'declared' };
  }
  const found = marked ?? plainEncoding(file.evidence);
  return found === null ? null : { encoding: found, encoding_by: 'found' };
}

/** The encoding that a byte order mark stands for. */
export function markedEncoding(head: Buffer): string | null {
  const mark = head.toString('hex', 0, 4);
  if (mark.startsWith('efbbbf')) return 'utf-8';
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  return mark === '84319533' ? 'gb18030' : null;
}

/** UTF-16 is recognised from this many bytes: later ones may be damaged. */
const wideSample = 512;

/** UTF-16 without a byte order mark: it has UTF-16 line ends, or zeros on one side only, and the rest is text. */
export function wideEncoding(head: Buffer): string | null {
  if (!head.includes(0)) return null;
  const sample = head.subarray(0, Math.min(wideSample, head.length - (head.length % 2)));
  const sides = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => {
      const text = decoderOf(encoding).lenient(sample);
      const lines = text.split(/[\n\r]/).length - 1;
      return { encoding, lines, ascii: text.match(/[ -~]/g)?.length ?? 0, odd: oddShare(text) };
    })
    .filter(({ lines, ascii, odd }) => lines + ascii > 0 && odd < 0.02)
    .sort((a, b) => b.lines - a.lines || b.ascii - a.ascii);
  const [best, other] = sides;
  if (best === undefined || (best.lines === 0 && best.ascii * 6 < sample.length)) return null;
  return other === undefined || best.lines > other.lines || best.ascii > other.ascii ? best.encoding : null;
}

/** Share of the characters that are not text: control codes, private-use and unassigned ones, half surrogate pairs. */
function oddShare(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are looked for
  const odd = text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]|\p{Co}|\p{Cn}|\p{Cs}/gu);
  return (odd?.length ?? 0) / Math.max(text.length, 1);
}

/** So many different characters of two bytes are not UTF-8 by chance: about one in five characters of GBK looks like one, and fewer in other encodings. */
const manyCharacters = 8;

/**
 * ASCII, ISO-2022-JP, and UTF-8 with three-byte characters or many different ones of two bytes, a pattern that no other encoding shows by
 * chance, whatever the language; a few damaged lines among long ones do not matter.
 */
function plainEncoding({ high, escapes, long_lines, other_lines, words }: Evidence): string | null {
  if (!high) return escapes ? 'iso-2022-jp' : 'utf-8';
  const isUtf8 =
    other_lines === 0
      ? long_lines >= 2 || utf8Characters(words) >= manyCharacters
      : long_lines >= Math.max(3, 20 * other_lines);
  return isUtf8 ? 'utf-8' : null;
}

/** How many different characters outside ASCII the words have as UTF-8. */
function utf8Characters(words: Words): number {
  const { lenient } = decoderOf('utf-8');
  const texts = [...words.keys()].map((word) => lenient(Buffer.from(word, 'latin1')));
  return new Set(texts.flatMap((text) => text.match(/[^\p{ASCII}\ufffd]/gu) ?? [])).size;
}

/** A declared encoding that is clearly wrong would only yield wrong letters, or no rows. */
function refuseDeclared(
  { name, evidence }: Examined,
  declared: string,
  marked: string | null,
  zone: string | null,
  key: string | null,
): void {
  const isWide = (encoding: string) => encoding.startsWith('utf-16');
  const found = marked ?? (evidence.high ? likelier(declared, evidence, zone) : null);
  const isOther =
    isWide(declared) && marked === null
      ? true
      : found !== null && found !== declared && !(isWide(declared) && isWide(found));
  if (!isOther) return;
  throw inputError(
    `${name}: its bytes are not ${declared} text${key === null ? '' : `, as ${key}.encoding says`}.`,
    found === null
      ? 'Remove that key to have the encoding detected, or export the file again as CSV in UTF-8.'
      : `It looks like ${found}: say so with \`encoding: ${found}\`, or remove that key to have it detected.`,
  );
}

/** The encoding of the bytes, if it is far more likely than the declared one. */
function likelier(declared: string, evidence: Evidence, zone: string | null): string | null {
  const plain = plainEncoding(evidence);
  if (plain === declared) return null;
  const readings = readingsOf(evidence.words, zone, declared);
  const own = readings.find(({ encoding }) => encoding === declared);
  const [best] = readings;
  if (own === undefined || best === undefined || best.strange > mostStrange) return null;
  if (own.texts.every((text, place) => text === best.texts[place])) return null;
  return best.likelihood - own.likelihood >= refusedMargin ? best.encoding : null;
}

/** Files with enough words of their own are decided on their own, the others by the words of all files. */
function decideTogether(files: readonly Examined[], context: EncodingContext): Map<Examined, string> {
  const decided = new Map<Examined, string>();
  const unsure: Examined[] = [];
  for (const file of files) {
    const { winner } = weigh(file.evidence.words, context.zone);
    if (winner === null) unsure.push(file);
    else decided.set(file, winner.encoding);
  }
  if (unsure.length === 0) return decided;
  const all = weigh(joined(files.map(({ evidence }) => evidence.words)), context.zone);
  for (const file of unsure) decided.set(file, fitting(file, all.winner, context));
  return decided;
}

/** The encoding of all files together, if it fits this one; otherwise the question to the user. */
function fitting(file: Examined, winner: Reading | null, context: EncodingContext): string {
  const own = weigh(file.evidence.words, context.zone);
  const same = own.readings.find(({ encoding }) => encoding === winner?.encoding);
  if (same !== undefined && same.likelihood >= (own.readings[0]?.likelihood ?? 0) - sureMargin)
    return same.encoding;
  throw openQuestion(file, own.readings, context);
}

interface Weighed {
  readonly readings: readonly Reading[];
  /** the one far ahead of all others; null if two remain or none is text */
  readonly winner: Reading | null;
}

function weigh(words: Words, zone: string | null): Weighed {
  const readings = readingsOf(words, zone);
  const [best] = readings;
  if (best === undefined) return { readings, winner: null };
  const next = otherReading(best, readings);
  const isSure = next === undefined || best.likelihood - next.likelihood >= sureMargin;
  return { readings, winner: isSure && best.strange <= mostStrange ? best : null };
}

/** The next most likely reading that gives different words. */
function otherReading(best: Reading, readings: readonly Reading[]): Reading | undefined {
  return readings.find(({ texts }) => texts.some((text, place) => text !== best.texts[place]));
}

function joined(all: readonly Words[]): Words {
  const words = new Map<string, number>();
  for (const one of all) for (const [word, count] of one) words.set(word, (words.get(word) ?? 0) + count);
  return words;
}

function openQuestion(file: Examined, readings: readonly Reading[], { key }: EncodingContext): Error {
  const [best] = readings;
  const other = best === undefined ? undefined : otherReading(best, readings);
  const place = best?.texts.findIndex((text, index) => text !== other?.texts[index]) ?? 0;
  if (best === undefined || other === undefined)
    return inputError(
      `${file.name}: its bytes are not text in any known encoding.`,
      'Export it again as CSV in UTF-8.',
    );
  const said = (reading: Reading) => `"${printable(reading.texts[place] ?? '')}" in ${reading.encoding}`;
  return usageError(
    `${file.name}: its encoding is not certain: the same bytes are ${said(best)} and ${said(other)}.`,
    key === null
      ? 'Save the file as UTF-8 with a byte order mark ("CSV UTF-8" in Excel).'
      : `Write \`encoding: ${best.encoding}\` or \`encoding: ${other.encoding}\` under ${key}, whichever is right; or save the file as UTF-8 with a byte order mark.`,
  );
}
