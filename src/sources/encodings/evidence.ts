import { isAscii, isUtf8 } from 'node:buffer';

/** What the bytes of a text file tell about its encoding, gathered while they stream past. */
export interface Evidence {
  /** the first bytes of the content */
  readonly head: Buffer;
  /** whether any byte is outside ASCII */
  readonly high: boolean;
  /** whether it switches character sets by escape sequences, as ISO-2022-JP does */
  readonly escapes: boolean;
  /** about how many lines with bytes outside ASCII are UTF-8, how many of those have characters of three or more bytes, and how many are not UTF-8 */
  readonly utf8_lines: number;
  readonly long_lines: number;
  readonly other_lines: number;
  /** words with bytes outside ASCII, as Latin-1, and how often each occurred in the lines examined */
  readonly words: ReadonlyMap<string, number>;
}

const headBytes = 1 << 16;

/** Words are taken from this many bytes at the beginning, and after that from the first lines of every chunk. */
const fullBytes = 1 << 18;
const bytesOfChunk = 1 << 12;
const mostWords = 4000;

/** What separates words; a blank between a sign and figures does not, so that `¥ 12.00` is one word. */
const wordEnds = /(?:[\t\r\n,;"']|(?<![\x80-\xff]) | (?![-+]?\d))+/;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const escapeSign = 0x1b;
const escapeSequence = Buffer.from('\x1b$');

/** Collects evidence from the chunks of a file; its memory does not grow with the file. */
export class EvidenceCollector {
  private rest: Buffer = Buffer.alloc(0);
  private head: Buffer = Buffer.alloc(0);
  private high = false;
  private escapes = false;
  private utf8Lines = 0;
  private longLines = 0;
  private otherLines = 0;
  private looked = 0;
  private readonly words = new Map<string, number>();

  add(chunk: Buffer): void {
    if (this.head.length < headBytes)
      this.head = Buffer.concat([this.head, chunk.subarray(0, headBytes - this.head.length)]);
    const end = 1 + Math.max(chunk.lastIndexOf(lineFeed), chunk.lastIndexOf(carriageReturn));
    if (end === 0 && this.rest.length < fullBytes) {
      this.rest = Buffer.concat([this.rest, chunk]);
      return;
    }
    const cut = end === 0 ? chunk.length : end;
    if (saysNothing(this.rest) && saysNothing(chunk)) {
      this.rest = Buffer.from(chunk.subarray(cut));
      return;
    }
    this.look(
      this.rest.length === 0 ? chunk.subarray(0, cut) : Buffer.concat([this.rest, chunk.subarray(0, cut)]),
    );
    this.rest = Buffer.from(chunk.subarray(cut));
  }

  /** The evidence found; nothing may be added afterwards. */
  end(): Evidence {
    this.look(this.rest);
    return {
      head: this.head,
      high: this.high,
      escapes: this.escapes,
      utf8_lines: this.utf8Lines,
      long_lines: this.longLines,
      other_lines: this.otherLines,
      words: this.words,
    };
  }

  private look(lines: Buffer): void {
    if (lines.includes(escapeSequence)) this.escapes = true;
    if (isAscii(lines)) return;
    this.high = true;
    const budget = this.looked < fullBytes ? fullBytes : bytesOfChunk;
    const isPlain = isUtf8(lines);
    const counted = { bytes: 0, utf8: 0, long: 0, other: 0 };
    let passed = 0;
    for (const line of linesOf(lines)) {
      const isSampled = counted.bytes < budget;
      if (!isSampled && (isPlain || counted.other > counted.utf8)) break;
      passed += line.length;
      if (isAscii(line)) continue;
      counted.bytes += line.length;
      if (!isUtf8(line)) counted.other += 1;
      else {
        counted.utf8 += 1;
        if (line.some((byte) => byte >= 0xe0)) counted.long += 1;
      }
      if (isSampled) this.takeWords(line);
    }
    this.looked += Math.min(counted.bytes, budget);
    const share = lines.length / Math.max(passed, 1);
    this.utf8Lines += counted.utf8 * share;
    this.longLines += counted.long * share;
    this.otherLines += counted.other * share;
  }

  private takeWords(line: Buffer): void {
    for (const word of line.toString('latin1').split(wordEnds)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes outside of ASCII are looked for
      if (!/[^\x00-\x7f]/.test(word)) continue;
      const key = word.slice(0, 200).replace(/\d+/g, '0');
      if (this.words.size < mostWords || this.words.has(key))
        this.words.set(key, (this.words.get(key) ?? 0) + 1);
    }
  }
}

/** Whether the bytes are ASCII without the start of an escape sequence. */
function saysNothing(bytes: Buffer): boolean {
  return isAscii(bytes) && !bytes.includes(escapeSign);
}

/** Lines of pure ASCII are skipped this many bytes at a time. */
const stride = 1 << 13;

/** The lines in some bytes, ASCII ones many at a time; in encodings that extend ASCII, a line end never occurs inside a character. */
function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    const many = bytes.lastIndexOf(lineFeed, start + stride) + 1;
    const isPlain = many > start && isAscii(bytes.subarray(start, many));
    const feed = isPlain ? many - 1 : bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}
