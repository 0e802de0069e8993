/** Chat exports in a folder: init tells them from tables, says how they become some, and finds these afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { warmly } from '../../warm.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-init-chats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = {
  'WhatsApp Chat with Deals.txt': [
    "02/03/2026, 10:00 - Ann joined using this group's invite link",
    '02/03/2026, 10:01 - Ann: is the offer on?',
    '02/03/2026, 10:02 - Bob: it is, https://shop.example/a',
    '17/03/2026, 10:02 - Eve: thanks',
    '',
  ].join('\n'),
  // columns named as an archive of WeCom names them look like a table of activities, and are none
  'archive.jsonl': [
    {
      msgid: 'a1',
      action: 'send',
      from: 'u1',
      tolist: [],
      roomid: 'r1',
      msgtime: 1772445600000,
      msgtype: 'text',
      text: { content: 'hi' },
    },
    {
      msgid: 'a2',
      action: 'send',
      from: 'u2',
      tolist: [],
      roomid: 'r1',
      msgtime: 1772445660000,
      msgtype: 'text',
      text: { content: 'ho' },
    },
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join(''),
  'orders.csv': 'order_id,user_id,paid_at,amount\no1,Ann,2026-03-04 10:00:00,10.00\n',
  'members.csv': 'member_id,user_id\nAnn,Ann\n',
  'plan.ods': 'PK\u0003\u0004',
  'notes.docx': 'x',
  'read me.md': '# notes\n',
};

test('init says which files are chat exports, and ignores nothing in the folder silently', async () => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, 'latin1');
  const before = await warmly(['init', '.'], folder);
  expect(before.stdout).toContain('chat exports, which are not tables yet\n');
  expect(before.stdout).toContain('  WhatsApp Chat with Deals.txt: whatsapp\n');
  expect(before.stdout).toContain('  archive.jsonl: wecom_archive\n');
  const command = "grouplift import 'WhatsApp Chat with Deals.txt' archive.jsonl --out imported";
  expect(before.stdout).toContain(`  turn them into tables: ${command}\n`);
  for (const name of ['plan.ods', 'read me.md']) expect(before.stdout).toContain(`  ${name}: `);
  expect(before.stdout).not.toMatch(/activities: (archive|WhatsApp)/);

  const imported = await warmly(
    ['import', 'WhatsApp Chat with Deals.txt', 'archive.jsonl', '--out', 'imported', '--timezone', 'UTC'],
    folder,
  );
  expect(imported.code).toBe(0);
  rmSync(join(folder, 'grouplift.yaml'));
  const after = await warmly(['init', '.'], folder);
  expect(after.stdout).toContain('chat exports, whose tables are here\n');
  expect(after.stdout).not.toContain('not tables yet');
  expect(after.stdout).toContain('  activities: imported/activities.csv\n');
  expect(after.stdout).toContain('  memberships: imported/memberships.csv\n');
});
