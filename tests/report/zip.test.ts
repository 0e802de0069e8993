import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { zipped } from '../../src/report/zip.js';

const parts = [
  { name: 'one.xml', text: '<a>\u7fa4 \u00b7 caf\u00e9</a>' },
  { name: 'deep/empty.xml', text: '' },
  { name: 'long.xml', text: 'abc'.repeat(70_000) },
];

it('is an archive that another reader reads back: names, texts, checksums, sizes, one fixed date', async () => {
  const zip = await fromBufferPromise(Buffer.from(zipped(parts)));
  const found = [];
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    found.push({ name: entry.fileName, text: bytes.toString('utf8') });
    expect(entry.crc32).toBe(crc32(bytes));
    expect(entry.uncompressedSize).toBe(bytes.length);
    expect([entry.lastModFileDate, entry.lastModFileTime]).toEqual([0x21, 0]);
  }
  expect(found).toEqual(parts);
});

it('says the same in every local header as in its directory, and is small if texts repeat', () => {
  const bytes = Buffer.from(zipped(parts));
  const long = bytes.indexOf('long.xml') - 30;
  expect(bytes.readUInt32LE(long + 22)).toBe(210_000);
  expect(bytes.readUInt32LE(long + 18)).toBeLessThan(2_000);
  expect(bytes.length).toBeLessThan(3_000);
});
