/** WeCom: every value was worked out by hand from the text that stands in the test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cells, imported, importedPaths } from './imported.js';

const line = (msgid: string, msgtype: string, more: object) =>
  JSON.stringify({
    ...{
      msgid,
      action: 'send',
      from: 'zhang',
      tolist: ['wm1'],
      roomid: 'wr1',
      msgtime: 1603877439038,
      msgtype,
    },
    ...more,
  });

test('the archive: votes, envelopes, robots, times and receivers as text', async () => {
  const lines = [
    line('1', 'text', { text: { content: '@所有人 https://a.example' }, msgtime: '1603877439038' }),
    line('2', 'vote', { vote: { votetype: 101, votetitle: 'x' } }),
    line('3', 'vote', { from: 'wm1', vote: { votetype: 102 } }),
    line('4', 'external_redpacket', { redpacket: { type: 1, totalcnt: 2, totalamount: 8880 } }),
    line('5', 'text', { from: 'wb9', text: { content: 'bot' } }),
    line('6', 'text', { from: 'wm1', roomid: '', tolist: 'zhang,li', text: { content: 'hi' } }),
    line('7', 'revoke', { action: 'recall', revoke: { pre_msgid: '5' } }),
    line('1', 'text', { text: { content: 'again' } }),
  ];
  const { activities, groups } = await imported({ 'a.jsonl': lines.join('\r\n') });
  expect(cells(activities, 'activity_id', 'kind', 'member_id', 'role', 'amount')).toEqual([
    ...['1 message zhang operator -', '2 survey_sent zhang operator -', '3 poll_vote wm1 member -'],
    ...[
      '4 red_envelope_sent zhang operator 88.8',
      '5 message wb9 bot -',
      '6 message wm1 member -',
      '7 recall zhang operator -',
    ],
  ]);
  expect(activities[0]).toMatchObject({
    ts: '2020-10-28T09:30:39.038Z',
    mention_all: 'true',
    url_count: '1',
  });
  expect(cells(groups, 'group_id', 'type')).toEqual(['wr1 group', 'wm1|zhang direct']);
});

test('records of calls have seconds where all others have milliseconds', async () => {
  const lines = [
    line('1', 'text', { text: { content: 'hi' }, msgtime: 1594197581203 }),
    line('2', 'meeting_voice_call', { msgtime: 1594197635 }),
    line('3', 'voip_doc_share', { msgtime: '1594199235' }),
  ];
  const { activities } = await imported({ 'a.jsonl': lines.join('\n') });
  expect(cells(activities, 'ts', 'kind').toSorted()).toEqual([
    '2020-07-08T08:39:41.203Z message',
    '2020-07-08T08:40:35Z system',
    '2020-07-08T09:07:15Z system',
  ]);
});

test('a member list and a callback of one entry are one stay', async () => {
  const detail = {
    group_chat: {
      ...{ chat_id: 'wr1', name: 'G', owner: 'zhang', create_time: 1603870000 },
      member_list: [
        {
          userid: 'wm1',
          type: 2,
          unionid: 'u1',
          join_time: 1603877440,
          join_scene: 3,
          state: 'c1',
          name: 'A',
        },
        { userid: 'zhang', type: 1, join_time: 1603870000, join_scene: 1, invitor: { userid: 'boss' } },
      ],
    },
  };
  const event = (time: number, more: string) =>
    `<xml><CreateTime>${time}</CreateTime><MsgType>event</MsgType><Event><![CDATA[change_external_chat]]></Event><ChatId>wr1</ChatId>${more}</xml>`;
  const update = (time: number, detailName: string, members: string, more = '') =>
    event(
      time,
      `<ChangeType>update</ChangeType><UpdateDetail>${detailName}</UpdateDetail>${more}<MemChangeList>${members}</MemChangeList>`,
    );
  const xml = [
    update(1603877441, 'add_member', '<Item>wm1</Item>', '<JoinScene>0</JoinScene>'),
    update(1603877500, 'add_member', 'wm2,wm3', '<JoinScene>3</JoinScene>'),
    update(1603877600, 'del_member', 'wm2', '<QuitScene>0</QuitScene>'),
    event(
      1603877700,
      '<ChangeType>update</ChangeType><UpdateDetail>add_member</UpdateDetail><JoinScene>0</JoinScene><MemChangeCnt>4</MemChangeCnt>',
    ),
    event(1603877800, '<ChangeType>dismiss</ChangeType>'),
  ];
  const { memberships, identities, codes, aggregates, groups } = await imported({
    'detail.json': JSON.stringify(detail),
    'events.xml': xml.join('\n'),
  });
  expect(
    cells(memberships, 'member_id', 'joined_at', 'left_at', 'join_method', 'inviter_id', 'code').toSorted(),
  ).toEqual([
    'wm1 2020-10-28T09:30:40Z 2020-10-28T09:36:40Z invite - c1',
    'wm2 2020-10-28T09:31:40Z 2020-10-28T09:33:20Z qr - -',
    'wm3 2020-10-28T09:31:40Z 2020-10-28T09:36:40Z qr - -',
    'zhang 2020-10-28T07:26:40Z 2020-10-28T09:36:40Z invite boss -',
  ]);
  expect(cells(identities, 'id_type_a', 'id_a', 'id_type_b', 'id_b')).toEqual(['member wm1 unionid u1']);
  expect(cells(codes, 'code', 'group_id')).toEqual(['c1 wr1']);
  expect(cells(aggregates, 'day', 'metric', 'value')).toEqual(['2020-10-28 joins 4']);
  expect(cells(groups, 'owner_id', 'created_at', 'closed_at')).toEqual([
    'zhang 2020-10-28T07:26:40Z 2020-10-28T09:36:40Z',
  ]);
});

test('callbacks as JSON', async () => {
  const event = {
    CreateTime: 1603877500,
    Event: 'change_external_chat',
    ChatId: 'wr1',
    ChangeType: 'update',
    UpdateDetail: 'add_member',
    JoinScene: 0,
    MemChangeList: { Item: ['wm2', 'wm3'] },
  };
  const { activities } = await imported({ 'a.json': JSON.stringify([event]) });
  expect(cells(activities, 'kind', 'member_id')).toEqual(['join wm2', 'join wm3']);
});

const samples = join(import.meta.dirname, '../../../shared/samples/wecom');

describe.skipIf(!existsSync(samples))('shared samples', () => {
  test('the archive', async () => {
    const path = join(samples, 'msgaudit_messages.jsonl');
    await expect(importedPaths([path])).rejects.toMatchObject({ exitCode: 3 });
    const { activities, rejects, notes } = await importedPaths([path], { maxRejects: '0.05' });
    expect(cells(rejects, 'line')).toEqual(['2']);
    expect(notes.join()).toContain('change of enterprise');
    const kinds = activities.map((row) => row.kind).toSorted();
    expect(kinds).toEqual(
      [
        ...Array(4).fill('link_shared'),
        ...Array(12).fill('message'),
        ...['recall', 'red_envelope_sent', 'red_envelope_sent', 'reply', 'survey_sent'],
        ...Array(4).fill('system'),
      ].toSorted(),
    );
    expect(
      cells(
        activities.filter((row) => row.kind === 'red_envelope_sent'),
        'amount',
      ),
    ).toEqual(['30', '0.2']);
  });

  test('details, callbacks, and totals alone', async () => {
    const detail = await importedPaths([join(samples, 'groupchat_get.json')]);
    expect(cells(detail.memberships, 'member_id', 'joined_at', 'join_method', 'inviter_id', 'code')).toEqual([
      'abel 2019-10-31T07:04:51Z invite jack -',
      'wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA 2019-10-31T07:04:51Z qr - klsdup3kj3s1',
    ]);
    const events = await importedPaths([join(samples, 'change_external_chat_events.xml')]);
    expect(cells(events.activities, 'kind', 'member_id')).toEqual([
      'join Jack',
      'join Rose',
      'leave wmEJiCwAAA9KG2qlSq6rKwASSgAAAA',
    ]);
    await expect(importedPaths([join(samples, 'groupchat_statistic_by_day.json')])).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('totals'),
    });
  });
});
