import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive, as text. */
export interface ZipPart {
  readonly name: string;
  readonly text: string;
}

/** 1980-01-01 00:00 in the DOS format of ZIP: the earliest possible date. */
const firstDate = 0x00210000;
const version = 20;
const deflated = 8;

/** A ZIP archive (PKWARE APPNOTE 4.3) with every file dated 1980-01-01, so that equal contents give equal bytes. Names are ASCII. */
export function zipped(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, text } of parts) {
    const plain = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(plain);
    const shared = sharedHead(plain, packed.length, name);
    const local = Buffer.concat([number(0x04034b50, 4), shared, Buffer.from(name)]);
    const where = Buffer.concat([number(0, 10), number(at, 4), Buffer.from(name)]);
    entries.push(Buffer.concat([number(0x02014b50, 4), number(version, 2), shared, where]));
    bodies.push(local, packed);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = [
    number(0x06054b50, 4),
    number(0, 4),
    number(parts.length, 2),
    number(parts.length, 2),
    number(directory.length, 4),
    number(at, 4),
    number(0, 2),
  ];
  return Buffer.concat([...bodies, directory, ...end]);
}

/** What the header of a file and its directory entry share: from the version to the length of the extra field. */
function sharedHead(plain: Uint8Array, packed: number, name: string): Buffer {
  return Buffer.concat([
    number(version, 2),
    number(0, 2),
    number(deflated, 2),
    number(firstDate, 4),
    number(crc32(plain), 4),
    number(packed, 4),
    number(plain.length, 4),
    number(name.length, 2),
    number(0, 2),
  ]);
}

/** An integer, low byte first. */
function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  for (let at = 0, left = value; at < bytes; at += 1, left = Math.floor(left / 256)) buffer[at] = left % 256;
  return buffer;
}
