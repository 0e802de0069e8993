import { dosPages } from './dos_pages.js';

/** Turns the bytes of one line, or of several, into text. */
export interface Decoder {
  readonly encoding: string;
  /** The text, or null if one of its bytes is invalid. */
  readonly exact: (bytes: Uint8Array) => string | null;
  /** The text, with U+FFFD in place of every invalid byte. */
  readonly lenient: (bytes: Uint8Array) => string;
}

/** The name that the rest of the program uses for an encoding, or null: aliases, and an encoding and its superset, share one name. */
export function encodingName(label: string): string | null {
  const plain = label.trim().toLowerCase();
  if (/^(us-)?ascii$/.test(plain)) return 'utf-8';
  const page = `ibm${/^(?:cp|ibm|dos|oem)?[-_ ]?(\d{3})$/.exec(plain)?.[1] ?? ''}`;
  if (dosPages[page] !== undefined) return page;
  try {
    const { encoding } = new TextDecoder(plain);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}

const decoders = new Map<string, Decoder>();

/** The decoder of an encoding; it never accepts private-use characters or control codes as text. */
export function decoderOf(encoding: string): Decoder {
  const known = decoders.get(encoding);
  if (known !== undefined) return known;
  const made = isSingleByte(encoding) ? singleByteDecoder(encoding) : multiByteDecoder(encoding);
  decoders.set(encoding, made);
  return made;
}

function isSingleByte(encoding: string): boolean {
  return /^(windows-|iso-8859-|koi8-|ibm|macintosh|x-mac-)/.test(encoding);
}

/** Private-use and unassigned characters, and C1 control codes; emoji newer than this program may be unassigned. */
const noText = /[\u0080-\u009f]|\p{Co}|(?![\u{1f000}-\u{1faff}])\p{Cn}/u;

let unitsOfNoText: Uint8Array | undefined;

/** Whether a text contains characters that are not text; a lookup table, because whole files are checked. */
function holdsNoText(text: string): boolean {
  unitsOfNoText ??= Uint8Array.from({ length: 0x10000 }, (_, unit) =>
    unit >= 0xd800 && unit < 0xe000 ? 2 : Number(noText.test(String.fromCharCode(unit))),
  );
  let hasPairs = false;
  for (let place = 0; place < text.length; place += 1) {
    const found = unitsOfNoText[text.charCodeAt(place)];
    if (found === 1) return true;
    if (found === 2) hasPairs = true;
  }
  return hasPairs && noText.test(text);
}

/** The bytes decoded by the platform's text decoder; null if it fails. */
function platformText(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes with a table of 256 characters. */
function singleByteDecoder(encoding: string): Decoder {
  const upper = dosPages[encoding] ?? (encoding === 'windows-1252' ? windows1252 : '');
  const fatal = new TextDecoder(upper.length === 0x80 ? 'utf-8' : encoding, { fatal: true });
  const table = Array.from({ length: 256 }, (_, byte) => {
    const text = upper[byte - 0x80] ?? platformText(fatal, Uint8Array.of(byte)) ?? '\ufffd';
    return text === '' || (byte >= 0x80 && noText.test(text)) ? '\ufffd' : text;
  });
  const lenient = (bytes: Uint8Array) => {
    let text = '';
    for (const byte of bytes) text += table[byte];
    return text;
  };
  return {
    encoding,
    lenient,
    exact: (bytes) => {
      const text = lenient(bytes);
      return text.includes('\ufffd') ? null : text;
    },
  };
}

/** 80 to 9F of Windows-1252, which the platform treats as control codes; U+FFFD where it is undefined. */
const windows1252 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

function multiByteDecoder(encoding: string): Decoder {
  const fatal = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const whole = (bytes: Uint8Array): string | null => {
    const text = platformText(fatal, bytes);
    return text === null || (encoding !== 'utf-8' && holdsNoText(text)) ? null : text;
  };
  if (encoding === 'euc-kr') return koreanDecoder(whole);
  if (encoding.startsWith('utf-16') || encoding === 'iso-2022-jp') return platformDecoder(encoding, whole);
  return { encoding, exact: whole, lenient: (bytes) => byCharacters(bytes, encoding, whole) };
}

/** Decodes one character at a time, so that a damaged one does not affect its neighbours. */
function byCharacters(
  bytes: Uint8Array,
  encoding: string,
  textOf: (bytes: Uint8Array) => string | null,
): string {
  let text = '';
  let place = 0;
  while (place < bytes.length) {
    const byte = bytes[place] ?? 0;
    const length = byte < 0x80 ? 1 : characterLength(encoding, byte, bytes[place + 1] ?? 0);
    const found = byte < 0x80 ? String.fromCharCode(byte) : textOf(bytes.subarray(place, place + length));
    text += found ?? '\ufffd';
    place += found === null ? 1 : length;
  }
  return text;
}

/** The length in bytes of a character that begins with these two bytes. */
function characterLength(encoding: string, first: number, second: number): number {
  if (encoding === 'utf-8') return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (encoding === 'gb18030') return second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (encoding === 'shift_jis') return first >= 0xa1 && first <= 0xdf ? 1 : 2;
  return encoding === 'euc-jp' && first === 0x8f ? 3 : 2;
}

/** Encodings whose bytes below 0x80 need not be ASCII: UTF-16, of which half a surrogate pair or half a last character is invalid, and ISO-2022-JP, which switches character sets. */
function platformDecoder(encoding: string, exact: Decoder['exact']): Decoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return { encoding, exact, lenient: (bytes) => decoder.decode(bytes) };
}

/** EUC-KR with the syllables of Windows-949 that the platform lacks: those missing from KS X 1001, in order. */
function koreanDecoder(standard: (bytes: Uint8Array) => string | null): Decoder {
  const added = addedSyllables(standard);
  const textOf = (bytes: Uint8Array): string | null => {
    const [lead = 0, trail = 0] = bytes;
    return added.get((lead << 8) | trail) ?? (lead < 0xa1 ? null : standard(bytes));
  };
  const lenient = (bytes: Uint8Array) => byCharacters(bytes, 'euc-kr', textOf);
  return {
    encoding: 'euc-kr',
    lenient,
    exact: (bytes) => {
      const text = standard(bytes) ?? lenient(bytes);
      return text.includes('\ufffd') ? null : text;
    },
  };
}

function addedSyllables(standard: (bytes: Uint8Array) => string | null): Map<number, string> {
  const known = new Set<string>();
  for (let lead = 0xb0; lead <= 0xc8; lead += 1)
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) known.add(standard(Uint8Array.of(lead, trail)) ?? '');
  const added = new Map<number, string>();
  let syllable = 0xac00;
  for (let lead = 0x81; lead <= 0xc6; lead += 1) {
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail += 1) {
      if (trail === 0x5b) trail = 0x61;
      if (trail === 0x7b) trail = 0x81;
      while (known.has(String.fromCharCode(syllable))) syllable += 1;
      if (syllable > 0xd7a3) return added;
      added.set((lead << 8) | trail, String.fromCharCode(syllable));
      syllable += 1;
    }
  }
  return added;
}
