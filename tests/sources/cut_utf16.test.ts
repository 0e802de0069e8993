/** UTF-16 with a damaged character, cut at any byte: rows or a sentence, never an error of ours. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { withSources } from './loaded.js';

const config = `timezone: UTC
inputs:
  activities: { files: activities.csv, encoding: utf-16le }
  conversions: conversions.csv
  identities: same
goals: [{ name: order, match: { goal: order }, window_days: 7 }]
rejects: { max_share: 0.9 }
`;

const row = (id: string, member: string) => `2026-03-01 09:00:00,g1,link_click,${member},${id}\n`;
/** \ud800 is half of a character */
const rows = [row('a1', 'm\ud800'), row('a2', '茶'), row('a3', 'm3')];
const text = `\ufeffts,group_id,kind,member_id,activity_id\n${rows.join('')}`;

function bytesOf(encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

test.each(['utf-16le', 'utf-16be'] as const)('%s', async (encoding) => {
  const whole = bytesOf(encoding);
  // the byte 0A at an odd end is half of a line feed
  const cuts = [0, 1, 2, 3, 4, 5, 7, 9, 2 * row('a3', 'm3').length + 1];
  const tried = cuts.flatMap((cut) => {
    const bytes = whole.subarray(0, whole.length - cut);
    return [bytes, Buffer.concat([bytes, Buffer.from([0x0a])])];
  });
  const outcomes = await Promise.all(
    tried.map(async (bytes) => {
      const files = {
        'grouplift.yaml': config.replace('utf-16le', encoding),
        'activities.csv': bytes,
        'conversions.csv': 'conversion_id,ts,user_id,goal\nc1,2026-03-02 10:00:00,u1,order\n',
      };
      try {
        return await withSources(files, async (_, [activities]) => `${activities?.rows} rows`);
      } catch (error) {
        if (error instanceof UserError) return `exit ${error.exitCode}`;
        throw error;
      }
    }),
  );
  // three rows, the damaged one among them, or what is left of them; half of a line feed is a row that is rejected
  expect(outcomes[0]).toBe('3 rows');
  expect([...new Set(outcomes)].filter((outcome) => !/^([234] rows|exit 3)$/.test(outcome))).toEqual([]);
});
