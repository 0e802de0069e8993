import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { inputError } from '../../contract/errors.js';

/** The parts of a zip file, by path. Contents are streamed, never unpacked to disk. */
export interface ZipParts {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The content of one part, in chunks. */
  read(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** The most bytes that a part may unpack to and, for a large part, the highest ratio of unpacked to packed size. */
const [largestPart, largePart, largestRatio] = [8 * 2 ** 30, 256 * 2 ** 20, 250];

/** Opens a zip file by its directory; a truncated one is an input error that names it. */
export async function openZip(path: string, name: string): Promise<ZipParts> {
  const zip = await orDamaged(name, () => yauzl.openPromise(path, { autoClose: false }));
  const entries = new Map<string, yauzl.Entry>();
  try {
    await orDamaged(name, async () => {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
    });
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    names: [...entries.keys()],
    has: (part) => entries.has(part),
    close: () => zip.close(),
    read: async function* (part) {
      const entry = entries.get(part);
      if (entry === undefined) throw damaged(name, `it has no part ${part}`);
      refuseBomb(entry, name);
      const stream: Readable = await orDamaged(name, () => zip.openReadStreamPromise(entry));
      const chunks = stream[Symbol.asyncIterator]();
      try {
        for (;;) {
          const { done, value } = await orDamaged(name, () => chunks.next());
          if (done === true) return;
          yield value as Buffer;
        }
      } finally {
        stream.destroy();
      }
    },
  };
}

function refuseBomb(entry: yauzl.Entry, name: string): void {
  const { uncompressedSize: bytes, compressedSize } = entry;
  const isBomb = bytes > largestPart || (bytes > largePart && bytes > largestRatio * compressedSize);
  if (!isBomb) return;
  throw inputError(
    `${name}: its part ${entry.fileName} would unpack to ${Math.round(bytes / 2 ** 20)} MB, far too much for a workbook of that size.`,
    'Save the workbook again in a spreadsheet program, or export the sheet as CSV.',
  );
}

async function orDamaged<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw damaged(name, error instanceof Error ? error.message : String(error));
  }
}

/** The error for a file that begins like a zip file but is not a complete one. */
export function damaged(name: string, reason: string): Error {
  const said = reason.split('\n', 1)[0] ?? '';
  return inputError(
    `${name} is not a complete workbook (${said.replace(/[\s.]+$/, '').slice(0, 160)}).`,
    'It is damaged or cut short: export or copy it again.',
  );
}
