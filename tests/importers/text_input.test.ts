/** The text of a file is the same wherever the stretches end in which it is read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textInput } from '../../src/tasks/import/text_input.js';

const stretch = 1 << 16;

async function textOf(bytes: Uint8Array): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-text-'));
  try {
    const disk = join(folder, 'chat.txt');
    writeFileSync(disk, bytes);
    const candidate = { disk, name: 'chat.txt', path: 'chat.txt', given: 'chat.txt' };
    const input = await textInput(candidate, folder, null, () => []);
    return [...(input?.chunks() ?? [])].join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('signs of any width before, over and behind the end of a stretch', async () => {
  const sign = fc.constantFrom('a', '\n', 'é', '字', '🤓', '\ufeff');
  const stretches = fc.array(fc.tuple(fc.integer({ min: stretch - 6, max: stretch + 2 }), fc.array(sign)), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(stretches, fc.boolean(), async (parts, isMarked) => {
      const text = `x${parts.map(([ascii, signs]) => 'b'.repeat(ascii) + signs.join('')).join('')}`;
      expect((await textOf(Buffer.from(isMarked ? `\ufeff${text}` : text))) === text).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a byte order mark in the middle of a text belongs to it, even at the beginning of a stretch', async () => {
  const text = `${'a'.repeat(stretch)}\ufeffb`;
  expect(await textOf(Buffer.from(text))).toBe(text);
});

test('half a character before plain text is refused, though the text behind it is plain', async () => {
  const lines = Buffer.from('é is a letter\n'.repeat(6000)).subarray(0, stretch - 1);
  const bytes = Buffer.concat([lines, Buffer.from([0xc3]), Buffer.from('plain\n'.repeat(20_000))]);
  await expect(textOf(bytes)).rejects.toThrow(/not UTF-8/);
});
