/** Files that are broken or hostile: one sentence, exit code 3, and nothing is written. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { importFiles } from '../../src/tasks/import/index.js';
import { silent } from '../silent.js';
import { cells, imported } from './imported.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chat = '13/05/24, 9:01 - Ann: hi\n13/05/24, 9:02 - Bob: ho\n';
const zone = { timezone: 'UTC' };

interface Packed {
  readonly name: string;
  readonly content: Buffer;
  readonly size?: number;
  readonly flags?: number;
}

/** A zip archive, written by hand. */
function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, size = content.length, flags = 0x800 } of files) {
    const packed = deflateRawSync(content);
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, path, packed);
    directory.push(entry, path);
    offset += local.length + path.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

async function refused(name: string, content: string | Buffer): Promise<UserError> {
  const path = join(folder, name);
  const out = join(folder, 'out');
  writeFileSync(path, content);
  const before = readdirSync(folder).toSorted();
  const error = await importFiles([path], { out, maxRejects: '0.001', timezone: 'UTC' }, silent).catch(
    (found) => found,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(folder).toSorted()).toEqual(before);
  return error as UserError;
}

test.each<[string, string, string | Buffer, RegExp]>([
  ['empty', 'a.txt', '', /is empty/],
  [
    'a picture',
    'a.txt',
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    /not an export in a known format/,
  ],
  ['something else', 'a.json', '{"a": 1}', /not an export in a known format/],
  [
    'an old workbook',
    'a.xlsx',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    /old \.xls workbook/,
  ],
  ['a workbook', 'a.zip', zip([{ name: '[Content_Types].xml', content: Buffer.from('<x/>') }]), /workbook/],
  [
    'outside its folder',
    'a.zip',
    zip([{ name: '../../a.txt', content: Buffer.from(chat) }]),
    /outside its folder/,
  ],
  ['a bomb', 'a.zip', zip([{ name: 'a.txt', content: Buffer.alloc(20 << 20) }]), /100 times its size/],
  [
    'a bomb that lies',
    'a.zip',
    zip([{ name: 'a.txt', content: Buffer.alloc(20 << 20), size: 1000 }]),
    /100 times its size/,
  ],
  ['with a password', 'a.zip', zip([{ name: 'a.txt', content: Buffer.from(chat), flags: 1 }]), /encrypted/],
  [
    'an archive that was cut',
    'a.zip',
    zip([{ name: 'a.txt', content: Buffer.from(chat) }]).subarray(0, 60),
    /damaged or cut short/,
  ],
  ['a line of 100 MB', 'a.txt', `${chat}${'x'.repeat(100 << 20)}`, /million characters/],
  [
    'two encodings',
    'a.txt',
    Buffer.concat([
      Buffer.from(`${chat}13/05/24, 9:03 - Ann: é\n`.repeat(9)),
      Buffer.from([0xff, 0xe9, 0x0a, 0x41]),
    ]),
    /not UTF-8|encoding is not certain/,
  ],
])('%s', async (_, name, content, sentence) => {
  const error = await refused(name, content);
  expect(error.message).toMatch(sentence);
  expect(error.message).not.toContain('\n');
  expect([2, 3]).toContain(error.exitCode);
});

test('a chat in a zip with pictures, and one with the wrong extension', async () => {
  const files = [
    { name: '_chat.txt', content: Buffer.from(chat) },
    { name: 'IMG.jpg', content: Buffer.from('x') },
    { name: '__MACOSX/._chat.txt', content: Buffer.from('x') },
  ];
  const { groups, activities } = await imported({ 'WhatsApp Chat - Mums.zip': zip(files) }, zone);
  expect(cells(groups, 'group_id')).toEqual(['Mums']);
  expect(activities).toHaveLength(2);
  expect((await imported({ 'a.json': chat }, zone)).activities).toHaveLength(2);
});

test.each<[string, (text: string) => Buffer]>([
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 little endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 big endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('%s', async (_, encoded) => {
  const { activities } = await imported(
    { 'a.txt': encoded('13/05/24, 9:01 - Zoë: 你好\n13/05/24, 9:02 - Zoë: hi\n') },
    zone,
  );
  expect(cells(activities, 'member_id', 'text_length')).toEqual(['Zoë 2', 'Zoë 2']);
});

test('ids can be masked, and texts are kept only where asked', async () => {
  const key = join(folder, 'key');
  writeFileSync(key, '0123456789abcdef0123');
  const { activities, members, aliases } = await imported({ 'a.txt': chat }, { ...zone, hashIds: key });
  expect(activities.map((row) => row.member_id)).toEqual(members.map((row) => row.member_id));
  expect(activities[0]?.member_id).toMatch(/^[0-9a-f]{32}$/);
  expect([...cells(members, 'name'), ...aliases.map(String)]).toEqual(['-', '-']);
  expect(activities[0]).not.toHaveProperty('text');
  expect(cells((await imported({ 'a.txt': chat }, { ...zone, keepText: true })).activities, 'text')).toEqual([
    'hi',
    'ho',
  ]);
});
