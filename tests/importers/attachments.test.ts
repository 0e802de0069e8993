/** What people sent in a chat is no export of its own. */
import { expect, test } from 'vitest';
import { partAttachments } from '../../src/tasks/import/attachments.js';

const attached = (given: string, ...paths: readonly string[]) =>
  partAttachments(paths.map((path) => ({ disk: path, name: path, path, given }))).attached.map(
    ({ path }) => path,
  );

test('files beside the chat in an archive of a phone', () => {
  expect(
    attached('WhatsApp Chat - G.zip', '_chat.txt', '00000012-notes.txt', '00000013-members.csv'),
  ).toEqual(['00000012-notes.txt', '00000013-members.csv']);
  expect(
    attached('WhatsApp Chat with G.zip', 'WhatsApp Chat with G.txt', 'WhatsApp Chat with H.txt'),
  ).toEqual(['WhatsApp Chat with H.txt']);
});

test('not in a folder, in another archive, or beside another chat', () => {
  expect(attached('exports', '_chat.txt', 'result.json', 'members.csv')).toEqual([]);
  expect(attached('slack.zip', 'users.json', 'general/2024-06-01.json')).toEqual([]);
  expect(attached('all.zip', 'a/_chat.txt', 'b/result.json', 'c/_chat.txt')).toEqual([]);
});
