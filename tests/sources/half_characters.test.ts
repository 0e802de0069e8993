/** JSON with half a character: only the row whose id it is in is lost, and that is said. */
import { describe, expect, it } from 'vitest';
import { withoutHalves } from '../../src/sources/encodings/half_characters.js';
import { withSources } from './loaded.js';

/** What is left of a text that arrives in chunks of a size. */
async function mended(text: string, size: number): Promise<string> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let place = 0; place < bytes.length; place += size) yield bytes.subarray(place, place + size);
  }
  const parts: Buffer[] = [];
  for await (const part of withoutHalves(chunks())) parts.push(part);
  return Buffer.concat(parts).toString();
}

it.each([
  ['a first half', '"a\\ud83d"', '"a\\ufffd"'],
  ['a second half', '"\\uDE00b"', '"\\ufffdb"'],
  ['halves in the wrong order', '"\\ude00\\ud83d"', '"\\ufffd\\ufffd"'],
  ['a first half twice, then a second', '"\\ud83d\\uD83D\\ude00"', '"\\ufffd\\uD83D\\ude00"'],
  ['a whole character', '"\\ud83d\\ude00"', '"\\ud83d\\ude00"'],
  ['a character that needs no second half', '"\\ud7ff\\ue000\\u0041"', '"\\ud7ff\\ue000\\u0041"'],
  ['a backslash before letters', '"\\\\ud83d"', '"\\\\ud83d"'],
  ['two backslashes before a half', '"\\\\\\\\\\ud83d"', '"\\\\\\\\\\ufffd"'],
  ['text of other alphabets', '"中文 é \\n"', '"中文 é \\n"'],
])('%s, in chunks of any size', async (_, text, expected) => {
  for (let size = 1; size <= text.length + 12; size += 1) expect(await mended(text, size)).toBe(expected);
});

const activity = (id: string, member: string, note: string) =>
  `{"activity_id":"${id}","ts":"2026-11-02 10:00:00","group_id":"g","member_id":"${member}","kind":"link_click","note":"${note}"}`;
const objects = [
  activity('a1', 'm1', 'x'),
  activity('a2', 'm\\ud83d', 'x'),
  activity('a3', 'm3', 'cut \\ud83d'),
  activity('a4', 'm\\ud83d\\ude00', 'x'),
];

describe.each([
  ['one object per line', `${objects.join('\n')}\n`],
  ['an array', `[${objects.join(',\n')}]`],
])('%s', (_, text) => {
  it('reads every row but the one whose id is cut', async () => {
    const files = {
      'a.json': text,
      'c.csv': 'conversion_id,ts,user_id,goal\nc1,2026-11-03 10:00:00,m1,order\n',
      'grouplift.yaml': `timezone: UTC
inputs: { activities: a.json, conversions: c.csv, identities: same }
rejects: { max_share: 0.5 }
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
`,
    };
    await withSources(files, async (engine, sources) => {
      const rows = await engine.rows(
        'SELECT activity_id, member_id FROM in_activities WHERE problem IS NULL ORDER BY activity_id',
      );
      expect(rows).toEqual([
        { activity_id: 'a1', member_id: 'm1' },
        { activity_id: 'a3', member_id: 'm3' },
        { activity_id: 'a4', member_id: 'm😀' },
      ]);
      const rejects = sources.flatMap((source) => source.rejects);
      expect(rejects).toMatchObject([{ column: 'member_id', reason: 'half' }]);
    });
  });
});
