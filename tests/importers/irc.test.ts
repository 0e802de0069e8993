/** Logs of IRC as the code of each program writes them; rows were worked out by hand. */
import { describe, expect, test } from 'vitest';
import { irc } from '../../src/importers/irc/index.js';
import { importFolder } from './folder.js';
import { cells } from './imported.js';
import { contextIn, eventsOf, inChunks, rowsOf } from './in_chunks.js';

const read = (name: string, ...lines: readonly string[]) => eventsOf(name, `${lines.join('\n')}\n`);

test('irssi: notices have their mark, and a nick that changes keeps the member', () => {
  const events = read(
    'chan.log',
    '--- Log opened Sat Jun 01 10:00:00 2024',
    '10:00 -!- ann [~a@host] has joined #chan',
    '10:01 <@ann> hi',
    '10:02  * ann has joined #chan',
    '10:03 -!- ann is now known as ann_',
    '10:04 < ann_> back',
    '--- Day changed Sun Jun 02 2024',
    '00:05 -!- ann_ [~a@host] has quit [bye]',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T10:00 join ann',
    '2024-06-01T10:01 message ann',
    '2024-06-01T10:02 message ann',
    '2024-06-01T10:03 system -',
    '2024-06-01T10:04 message ann',
    '2024-06-02T00:05 leave ann',
  ]);
});

test('HexChat: years are in the lines that begin a log, and stars before everything that is not text', () => {
  const events = read(
    'net-#chan.log',
    '**** BEGIN LOGGING AT Mon Dec 30 23:58:00 2024',
    '',
    'Dec 30 23:58:01 *\tConnected. Now logging in.',
    'Dec 30 23:58:01 *\tNow talking on #chan',
    'Dec 30 23:58:01 *\tbob gives channel operator status to ann',
    'Dec 30 23:58:02 *\tann (~a@host) has joined',
    'Dec 30 23:58:03 <ann>\thi\tall',
    'Dec 31 23:58:04 *\tann has joined',
    'Jan  1 00:00:05 *\tbob has quit (Ping timeout)',
    'Jan  1 00:00:06 *\top has kicked ann from #chan (spam)',
    'Jan  1 00:00:07 -NickServ-\tidentify',
    '**** ENDING LOGGING AT Wed Jan  1 00:01:00 2025',
  );
  expect(rowsOf(events)).toEqual([
    '2024-12-30T23:58 system -',
    '2024-12-30T23:58 system -',
    '2024-12-30T23:58 system -',
    '2024-12-30T23:58 join ann',
    '2024-12-30T23:58 message ann',
    '2024-12-31T23:58 message ann',
    '2025-01-01T00:00 leave bob',
    '2025-01-01T00:00 leave ann',
    '2025-01-01T00:00 system -',
  ]);
});

test('mIRC: sessions say the day and the channel', () => {
  const events = read(
    'chan.log',
    '',
    'Session Start: Sat Jun 01 23:59:00 2024',
    'Session Ident: #chan',
    '[23:59] * ann (~a@host) has joined #chan',
    '[23:59:30] <@ann> hi',
    'Session Time: Sun Jun 02 00:00:00 2024',
    '[00:00] * ann waves',
    '[00:01] * bob sets mode: +o ann',
    '[00:02] * ann (~a@host) has left #chan (bye)',
    'Session Close: Sun Jun 02 00:03:00 2024',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T23:59 join ann',
    '2024-06-01T23:59 message ann',
    '2024-06-02T00:00 message ann',
    '2024-06-02T00:01 system -',
    '2024-06-02T00:02 leave ann',
  ]);
  expect(events[0]).toMatchObject({ type: 'chat', chat: '#chan' });
});

describe('ZNC', () => {
  const day = [
    '[23:59:01] *** Joins: ann (~a@host)',
    '[23:59:02] <ann> hi',
    '[23:59:03] * ann waves',
    '[23:59:04] *** Quits: bob (~b@host) (Ping timeout)',
    '[23:59:05] *** ann was kicked by op (spam)',
    '[23:59:06] -op- mind the rules',
  ].join('\n');

  test('the file says the day, the folder the channel', async () => {
    const { activities } = await importFolder(
      {
        'logs/#chan/2024-06-01.log': day,
        'logs/#chan/2024-06-02.log': '[00:00:01] <ann> a\n[00:00:02] <ann> b',
      },
      'logs',
      { timezone: 'UTC' },
    );
    expect(cells(activities, 'ts', 'group_id', 'kind', 'member_id').toSorted()).toEqual([
      '2024-06-01T23:59:01Z #chan join ann',
      '2024-06-01T23:59:02Z #chan message ann',
      '2024-06-01T23:59:03Z #chan message ann',
      '2024-06-01T23:59:04Z #chan leave bob',
      '2024-06-01T23:59:05Z #chan leave ann',
      '2024-06-01T23:59:06Z #chan system -',
      '2024-06-02T00:00:01Z #chan message ann',
      '2024-06-02T00:00:02Z #chan message ann',
    ]);
  });

  test('an older name holds both; without a day it is refused', () => {
    expect(read('ann_net_#chan_20240601.log', day)[0]).toMatchObject({ chat: 'ann_net_#chan' });
    expect(() => [...irc.read(inChunks('chan.log', day), contextIn('UTC'))]).toThrow(
      /its name does not say which day/,
    );
  });
});

test('Supybot: times are whole, stars are what people do', () => {
  const events = read(
    '#pov.2005-01-08.log',
    '2005-01-08T23:33:54  *** povbot has joined #pov',
    '2005-01-08T23:34:46  <mg> works...',
    '2005-01-08T23:34:47  * mg has left #pov',
    '2005-01-08T23:34:48  *** mg has quit IRC',
  );
  expect(rowsOf(events)).toEqual([
    '2005-01-08T23:33 join povbot',
    '2005-01-08T23:34 message mg',
    '2005-01-08T23:34 message mg',
    '2005-01-08T23:34 leave mg',
  ]);
});

test('other logs with times in brackets are not chats', () => {
  for (const text of ['[10:00:01] INFO start\n[10:00:02] * done\n', '[10:00:01] *** a\n[10:00:02] *** b\n'])
    expect(irc.recognise(inChunks('2024-06-01.log', text))).toBe(false);
});
