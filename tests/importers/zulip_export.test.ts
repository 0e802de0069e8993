/** The export of a whole Zulip organization: realm.json describes by number whom messages-*.json name. */
import { expect, test } from 'vitest';
import { importFolder } from './folder.js';
import { cells, imported } from './imported.js';

const realm = JSON.stringify({
  zerver_realm: [{ id: 2, name: 'A' }],
  zerver_userprofile: [
    { id: 11, full_name: 'Iago', is_bot: false },
    { id: 12, full_name: 'Hamlet', is_bot: false },
    { id: 13, full_name: 'Helper', is_bot: true },
  ],
  zerver_userprofile_crossrealm: [{ id: 6, email: 'notification-bot@zulip.com' }],
  zerver_stream: [
    { id: 21, name: 'general', date_created: 1546300800 },
    { id: 22, name: 'core' },
  ],
  zerver_recipient: [
    { id: 31, type: 2, type_id: 21 },
    { id: 33, type: 1, type_id: 11 },
    { id: 34, type: 3, type_id: 77 },
  ],
  zerver_subscription: [
    { id: 1, user_profile: 11, recipient: 31, active: true },
    { id: 2, user_profile: 12, recipient: 31, active: false },
    { id: 3, user_profile: 11, recipient: 34, active: true },
    { id: 4, user_profile: 12, recipient: 34, active: true },
    { id: 5, user_profile: 13, recipient: 34, active: true },
  ],
  zerver_realmauditlog: [
    {
      id: 1,
      event_type: 301,
      event_time: 1546300900,
      modified_user: 12,
      modified_stream: 21,
      acting_user: 11,
    },
    {
      id: 2,
      event_type: 303,
      event_time: 1546400000,
      modified_user: 12,
      modified_stream: 21,
      acting_user: 12,
    },
    {
      id: 3,
      event_type: 302,
      event_time: 1546500000,
      modified_user: 12,
      modified_stream: 21,
      acting_user: 12,
    },
    { id: 4, event_type: 101, event_time: 1546300900, modified_user: 12, acting_user: null },
  ],
});

const messages = (
  ...rows: readonly (readonly [id: number, sender: number, recipient: number, text: string])[]
) =>
  JSON.stringify({
    zerver_message: rows.map(([id, sender, recipient, content]) => ({
      ...{ id, sender, recipient, content, subject: 't', date_sent: 1554100000.25 + id },
    })),
    zerver_usermessage: [{ id: 1, user_profile: 11, message: 1, flags_mask: 1 }],
  });

const read = (files: Readonly<Record<string, string>>) => imported(files, { maxRejects: '0' });

test('messages of several files, who subscribed, with whom people talk', async () => {
  const files = {
    'export/realm.json': realm,
    'export/messages-000001.json': messages([1, 11, 31, 'hi @**all**'], [2, 12, 33, 'to Iago']),
    'export/messages-000002.json': messages([3, 13, 34, 'to both'], [4, 6, 31, 'notice']),
  };
  const { activities, memberships, groups, members } = await importFolder(files, 'export');
  expect(cells(activities, 'ts', 'group_id', 'member_id', 'kind', 'role', 'mention_all')).toEqual([
    '2019-04-01T06:26:41.250Z 21 11 message - true',
    '2019-04-01T06:26:42.250Z 11|12 12 message - false',
    '2019-04-01T06:26:43.250Z 11|12|13 13 message bot false',
    '2019-04-01T06:26:44.250Z 21 6 message bot false',
    '2019-01-01T00:01:40Z 21 12 join - -',
    '2019-01-02T03:33:20Z 21 12 leave - -',
    '2019-01-03T07:20:00Z 21 12 join - -',
  ]);
  expect(cells(memberships, 'member_id', 'joined_at', 'left_at', 'join_method', 'inviter_id')).toEqual([
    '12 2019-01-01T00:01:40Z 2019-01-02T03:33:20Z invite 11',
    '12 2019-01-03T07:20:00Z - direct -',
  ]);
  expect(cells(groups, 'group_id', 'name')).toEqual(['21 general', '11|12 -', '11|12|13 -', '22 core']);
  expect(cells(members, 'member_id', 'name').toSorted()).toEqual([
    '11 Iago',
    '12 Hamlet',
    '13 Helper',
    '6 notification-bot@zulip.com',
  ]);
});

test('who reacted stands in realm.json, by the number of the message; where nobody did, nothing is known', async () => {
  const withReactions = JSON.stringify({
    ...JSON.parse(realm),
    zerver_reaction: [
      { id: 1, user_profile: 12, message: 1, emoji_name: 'tada', emoji_code: '1f389' },
      { id: 2, user_profile: 13, message: 1, emoji_name: 'tada', emoji_code: '1f389' },
      { id: 3, user_profile: 12, message: 99, emoji_name: 'tada', emoji_code: '1f389' },
    ],
  });
  const list = { 'e/messages-000001.json': messages([1, 11, 31, 'hi'], [2, 12, 31, 'ho']) };
  const { activities, sources } = await importFolder({ ...list, 'e/realm.json': withReactions }, 'e');
  expect(
    cells(activities, 'ts', 'kind', 'member_id', 'reply_to', 'role')
      .filter((row) => row.startsWith('2019-04'))
      .toSorted(),
  ).toEqual([
    '2019-04-01T06:26:41.250Z message 11 - -',
    '2019-04-01T06:26:41.250Z reaction 12 1 -',
    '2019-04-01T06:26:41.250Z reaction 13 1 bot',
    '2019-04-01T06:26:42.250Z message 12 - -',
  ]);
  expect(cells(sources, 'reactions')).toEqual(['true', 'true']);
  const without = await importFolder({ ...list, 'e/realm.json': realm }, 'e');
  expect(cells(without.sources, 'reactions')).toEqual(['false', 'false']);
});

test('without realm.json, messages say nobody and nothing: refused, with what to do', async () => {
  await expect(read({ 'messages-000001.json': messages([1, 11, 31, 'hi']) })).rejects.toMatchObject({
    ...{ exitCode: 3, message: expect.stringMatching(/realm\.json.*is not next to it/) },
    hint: expect.stringMatching(/whole folder/),
  });
});

test('a message to an unknown recipient is a reject', async () => {
  await expect(
    importFolder({ 'x/realm.json': realm, 'x/messages-000001.json': messages([1, 11, 99, 'hi']) }, 'x'),
  ).rejects.toMatchObject({ message: expect.stringMatching(/known recipient/) });
});
