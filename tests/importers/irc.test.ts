/** Logs of IRC as the code of each program writes them; rows were worked out by hand. */
import { describe, expect, test } from 'vitest';
import { irc } from '../../src/importers/irc/index.js';
import { importFolder } from './folder.js';
import { cells, imported } from './imported.js';
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

test('Limnoria writes who somebody is behind the nick, as it does since it is not called Supybot', () => {
  const events = read(
    '#chan.2024-06-01.log',
    '2024-06-01T10:00:00  *** bob <bob!~b@host> has joined #chan',
    '2024-06-01T10:00:01  <bob> yo',
    '2024-06-01T10:00:02  *** bob is now known as bob2',
    '2024-06-01T10:00:03  *** zed <zed!~z@host> has left #chan (gone)',
    '2024-06-01T10:00:04  *** ann <ann!~a@host> invited eve to #chan',
    '2024-06-01T10:00:05  *** bob2 <bob2!~b@host> has quit IRC (bye)',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T10:00 join bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 system -',
    '2024-06-01T10:00 leave zed',
    '2024-06-01T10:00 system -',
    '2024-06-01T10:00 leave bob',
  ]);
});

describe('WeeChat', () => {
  test('accounts and real names stand between the nick and the host', () => {
    const events = read(
      'irc.libera.#chan.weechatlog',
      '2024-06-01 10:00:00\t-->\tann [ann_acc] (Ann (the first)) (~a@host) has joined #chan',
      '2024-06-01 10:00:01\t@ann\tyo',
      '2024-06-01 10:00:02\t--\tMode #chan [+o ann] by op',
      '2024-06-01 10:00:03\t<--\top has kicked ann (spam)',
    );
    expect(rowsOf(events)).toEqual([
      '2024-06-01T10:00 join ann',
      '2024-06-01T10:00 message ann',
      '2024-06-01T10:00 system -',
      '2024-06-01T10:00 leave ann',
    ]);
  });

  test.each([
    [
      'hat den Kanal #chan betreten',
      'ist nun als bob2 bekannt',
      'hat den IRC verlassen (tschüss)',
      'hat bob2 gekickt (x)',
    ],
    ['a rejoint #chan', 'est maintenant connu sous le nom bob2', 'a quitté (ciao)', 'a éjecté bob2 (x)'],
    ['зашёл на канал #chan', 'теперь известен как bob2', 'вышел (пока)', 'выкинул bob2 с канала #chan'],
    ['が #chan に参加', 'のニックネームが変更され bob2 になりました', 'が終了', 'が bob2 をキック'],
  ])('arrows say who comes and goes: %s', (joined, renamed, quit, kicked) => {
    const events = read(
      'irc.libera.#chan.weechatlog',
      `2024-06-01 10:00:00\t-->\tbob (~b@host) ${joined}`,
      '2024-06-01 10:01:00\tbob\tyo',
      `2024-06-01 10:02:00\t--\tbob ${renamed}`,
      `2024-06-01 10:03:00\t<--\teve (~e@host) ${quit}`,
      `2024-06-01 10:04:00\t<--\top ${kicked}`,
      // who is thrown out was never seen: it may be any of the words
      `2024-06-01 10:05:00\t<--\top ${kicked}`,
    );
    expect(rowsOf(events)).toEqual([
      '2024-06-01T10:00 join bob',
      '2024-06-01T10:01 message bob',
      '2024-06-01T10:02 system -',
      '2024-06-01T10:03 leave eve',
      '2024-06-01T10:04 leave bob',
      '2024-06-01T10:05 system -',
    ]);
    expect(events.filter(({ type }) => type === 'note')).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/1 notice of 5, .* unknown wording/) }),
    ]);
  });
});

test('HexChat in its languages', () => {
  const events = read(
    'chan.log',
    '**** BEGIN LOGGING AT Sat Mar  1 10:00:00 2025',
    'Mär 01 10:00:01 *\tann (~a@host) ist beigetreten.',
    'Mär 01 10:00:02 <ann>\tann (~a@host) ist gegangen.',
    'Mai 01 10:00:03 *\tann winkt',
    'Mai 01 10:00:04 *\tann heißt jetzt ann2',
    'Okt 01 10:00:05 *\tann2 hat die Verbindung getrennt (Quit: bye).',
    'Okt 01 10:00:06 *\top hat eve aus #chan hinausgeworfen (spam).',
    'Okt 01 10:00:07 *\tzoé (~z@host) vient de rentrer',
    'Okt 01 10:00:08 *\tzoé (~z@host) est parti (ciao)',
  );
  expect(rowsOf(events)).toEqual([
    '2025-03-01T10:00 join ann',
    '2025-03-01T10:00 message ann',
    '2025-05-01T10:00 message ann',
    '2025-05-01T10:00 system -',
    '2025-10-01T10:00 leave ann',
    '2025-10-01T10:00 leave eve',
    '2025-10-01T10:00 join zoé',
    '2025-10-01T10:00 leave zoé',
  ]);
  expect(events.some(({ type }) => type === 'note' || type === 'unable')).toBe(false);
});

test('HexChat in English: what people do in another language is what they do', () => {
  const events = read(
    'chan.log',
    '**** BEGIN LOGGING AT Sat Mar  1 10:00:00 2025',
    'Mar 01 10:00:01 *\tann (~a@host) has joined',
    'Mar 01 10:00:02 *\tann saiu (almoço)',
    'Mar 01 10:00:03 *\tann a quitté (le travail)',
    'Mar 01 10:00:04 *\tann agora é mãe',
  );
  expect(rowsOf(events)).toEqual([
    '2025-03-01T10:00 join ann',
    '2025-03-01T10:00 message ann',
    '2025-03-01T10:00 message ann',
    '2025-03-01T10:00 message ann',
  ]);
});

test('HexChat in a language that is not known: who has a host comes or goes, which nobody says', () => {
  const events = read(
    'chan.log',
    '**** BEGIN LOGGING AT Sat Mar  1 10:00:00 2025',
    'Mar 01 10:00:01 *\tann (~a@host) on tullut kanavalle',
    'Mar 01 10:00:02 <ann>\thei',
    'Mar 01 10:00:03 *\tann vilkuttaa',
  );
  expect(rowsOf(events)).toEqual([
    '2025-03-01T10:00 system -',
    '2025-03-01T10:00 message ann',
    '2025-03-01T10:00 message ann',
  ]);
  expect(events.find(({ type }) => type === 'unable')).toMatchObject({ capabilities: ['joins', 'leaves'] });
});

test('irssi names days in the language of the computer, and an unknown month is refused', () => {
  const events = read(
    'chan.log',
    '--- Log opened Mi Mai 01 10:00:00 2024',
    '10:00 -!- bob [~b@host] has joined #chan',
    '--- Day changed sam. août 31 2024',
    '10:01 < bob> hi',
  );
  expect(rowsOf(events)).toEqual(['2024-05-01T10:00 join bob', '2024-08-31T10:01 message bob']);
  expect(() => read('chan.log', '--- Log opened ma marras 11 10:00:00 2024', '10:00 < bob> hi')).toThrow(
    /a month "marras"/,
  );
});

test('mIRC in short: joins, parts and quits are said by the program, and colours are no part of a line', () => {
  const events = read(
    'chan.log',
    'Session Start: Sat Jun 01 23:59:00 2024',
    'Session Ident: #chan',
    '\x0303[23:59] * Joins: ann (~a@host)',
    '\x0301[23:59] <@\x0304ann\x03> hi',
    '01[23:59] <ann> the sign before the number of the colour was lost',
    '\x0302[23:59] * Quits: ann (~a@host) (bye)',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T23:59 join ann',
    '2024-06-01T23:59 message ann',
    '2024-06-01T23:59 message ann',
    '2024-06-01T23:59 leave ann',
  ]);
});

test('XChat: arrows before what the program says to the reader, too', () => {
  const events = read(
    'chan.log',
    '**** BEGIN LOGGING AT Mon Dec 31 21:11:55 2001',
    'dec 31 21:11:55 -->\tYou are now talking on #chan',
    'dec 31 21:11:56 ---\tTopic for #chan is x',
    'dec 31 21:11:57 -->\tann (~a@host) has joined #chan',
    'dec 31 21:11:58 <ann>\thi',
    'dec 31 21:11:59 <--\tann has quit (bye)',
    'dec 31 21:11:59 <--\tYou have left channel #chan',
  );
  expect(rowsOf(events)).toEqual([
    '2001-12-31T21:11 system -',
    '2001-12-31T21:11 system -',
    '2001-12-31T21:11 join ann',
    '2001-12-31T21:11 message ann',
    '2001-12-31T21:11 leave ann',
    '2001-12-31T21:11 system -',
  ]);
  expect(events.some(({ type }) => type === 'note')).toBe(false);
});

test('irssi and HexChat with whole times or brackets, as people set them', () => {
  const irssi = read(
    'chan.log',
    '--- Log opened Sat Jun 01 10:00:00 2024',
    '2024-06-01 10:00:01 -!- bob [~b@host] has joined #chan',
    '2024-06-01 10:00:02 <@bob> hi',
    '[10:00:03]  * bob waves',
    '[10:00] -!- bob [~b@host] has quit [bye]',
  );
  expect(rowsOf(irssi)).toEqual([
    '2024-06-01T10:00 join bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 leave bob',
  ]);
  const hexchat = read(
    'chan.log',
    '**** BEGIN LOGGING AT Mon Oct 26 12:00:00 2015',
    '2015-10-26T12:49:35+0100 *\tbob (~b@host) has joined',
    '2015-10-26T12:49:36+0100 <bob>\thi',
  );
  expect(rowsOf(hexchat)).toEqual(['2015-10-26T11:49 join bob', '2015-10-26T11:49 message bob']);
});

describe('Eggdrop', () => {
  const lines = [
    '[23:58:01] bob (~b@host) joined #chan.',
    '[23:58:02] <bob> yo',
    '[23:58:03] Action: bob waves',
    '[23:58:04] <<bob>> !bob! op',
    '[23:58:05] @<bob> for operators',
    "[23:58:06] #chan: mode change '+o bob' by op!~o@host",
    '[00:00:00] --- Sun Jun  2 2024',
    '[00:00:01] Nick change: bob -> bob2',
    '[00:00:02] bob2 (~b@host) got netsplit.',
    '[00:00:03] bob2 (~b@host) returned to #chan.',
    '[00:00:04] bob2 (~b@host) left irc: bye',
    '[00:00:05] eve kicked from #chan by op: spam',
    '[00:00:06] zed (~z@host) left #chan (later).',
  ];
  const rows = [
    '2024-06-01T23:58 join bob',
    '2024-06-01T23:58 message bob',
    '2024-06-01T23:58 message bob',
    '2024-06-01T23:58 system -',
    '2024-06-01T23:58 message bob',
    '2024-06-01T23:58 system -',
    '2024-06-02T00:00 system -',
    '2024-06-02T00:00 system -',
    '2024-06-02T00:00 system -',
    '2024-06-02T00:00 leave bob',
    '2024-06-02T00:00 leave eve',
    '2024-06-02T00:00 leave zed',
  ];

  test('the first rows are of the day in the name, or of the one before the first midnight', () => {
    expect(rowsOf(read('chan.log.01Jun2024', ...lines))).toEqual(rows);
    expect(rowsOf(read('chan.log', ...lines))).toEqual(rows);
    expect(read('chan.log.01Jun2024', ...lines)[0]).toMatchObject({ chat: 'chan' });
  });

  test('a log of a part of a day that is not named is refused', () => {
    expect(() => read('chan.log', ...lines.slice(0, 3))).toThrow(/does not say which day/);
    const later = ['[23:59:00] <bob> yo', '[10:00:00] <bob> yo', ...lines];
    expect(() => read('chan.log', ...later)).toThrow(/does not say which day/);
  });
});

test('The Lounge and Textual: whole times, in brackets', () => {
  const lounge = read(
    '#chan.log',
    '[2024-06-01T10:00:00.250Z] *** bob (~b@host) joined',
    '[2024-06-01T10:00:01.000Z] <@bob> yo',
    '[2024-06-01T10:00:02.000Z] * bob waves',
    '[2024-06-01T10:00:03.000Z] *** bob changed nick to bob2',
    '[2024-06-01T10:00:04.000Z] *** bob2 (~b@host) quit (bye)',
    '[2024-06-01T10:00:05.000Z] *** op kicked eve (spam)',
  );
  expect(rowsOf(lounge)).toEqual([
    '2024-06-01T10:00 join bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 system -',
    '2024-06-01T10:00 leave bob',
    '2024-06-01T10:00 leave eve',
  ]);
  expect(lounge[1]).toMatchObject({ at_us: Date.UTC(2024, 5, 1, 10, 0, 0, 250) * 1000 });
  const textual = read(
    'chan.txt',
    '[2024-06-01T10:00:00+0200] bob (~b@host) joined the channel',
    '[2024-06-01T10:00:01+0200] <bob> left the channel',
    '[2024-06-01T10:00:02+0200] • bob: waves',
    '[2024-06-01T10:00:03+0200] bob is now known as bob2',
    '[2024-06-01T10:00:04+0200] op sets mode +o bob2',
    '[2024-06-01T10:00:05+0200] bob2 (~b@host) left IRC (Quit: bye)',
    '[2024-06-01T10:00:06+0200] op kicked eve from the channel (spam)',
  );
  expect(rowsOf(textual)).toEqual([
    '2024-06-01T08:00 join bob',
    '2024-06-01T08:00 message bob',
    '2024-06-01T08:00 message bob',
    '2024-06-01T08:00 system -',
    '2024-06-01T08:00 system -',
    '2024-06-01T08:00 leave bob',
    '2024-06-01T08:00 leave eve',
  ]);
});

test('BotBot: one blank, and stars before what the bot says', () => {
  const events = read(
    'chan-2024-06-01.log',
    '2024-06-01T10:00:00 * bob joined the channel',
    '2024-06-01T10:00:01 <bob> yo',
    '2024-06-01T10:00:02 * bob waves',
    '2024-06-01T10:00:03 * bob has quit',
  );
  expect(rowsOf(events)).toEqual([
    '2024-06-01T10:00 join bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 message bob',
    '2024-06-01T10:00 leave bob',
  ]);
  expect(events[0]).toMatchObject({ chat: 'chan' });
});

describe('an archive in folders of years, months and days', () => {
  test('the folders say the day, and notices without a time lie between the rows around them', async () => {
    const { activities, groups } = await importFolder(
      {
        'logs/2024/06/01/#chan.txt': [
          '=== ann [~a@host] has joined #chan',
          '[10:00] <ann> hi',
          '[10:01]  * ann waves',
          '=== ann is now known as ann2',
          '[10:30] <ann2> back',
          '=== ann2 has left #chan',
        ].join('\n'),
        'logs/2024/06/02/#chan.txt': '[00:00] <ann2> a\n[00:01] <ann2> b\n',
      },
      'logs',
      { timezone: 'UTC' },
    );
    expect(cells(groups, 'group_id')).toEqual(['#chan']);
    expect(cells(activities, 'ts', 'kind', 'member_id', 'ts_precision_s').toSorted()).toEqual([
      // until the end of 10:00, 10:30 and the day
      '2024-06-01T00:00:00Z join ann 36060',
      '2024-06-01T10:00:00Z message ann 60',
      '2024-06-01T10:01:00Z message ann 60',
      '2024-06-01T10:01:00Z system - 1800',
      '2024-06-01T10:30:00Z leave ann 48600',
      '2024-06-01T10:30:00Z message ann 60',
      '2024-06-02T00:00:00Z message ann2 60',
      '2024-06-02T00:01:00Z message ann2 60',
    ]);
  });

  test('the folder above the days is the channel, and a day on which nobody says anything is read', async () => {
    const { activities, groups, sources } = await importFolder(
      {
        'chan/2024/06/01.log': '[10:00:00] <ann> hi\n[10:00:01] <ann> ho\n',
        'chan/2024/06/02.log': '[11:00:00] *** Quits ann (bye)\n',
        'chan/2024/06/03.log': '[12:00:00] *** Joins bob\n[12:00:01] *** op sets mode: +v bob\n',
        'chan/2024/notes.log': '[12:00:00] *** Joins bob\n',
      },
      'chan',
      { timezone: 'UTC' },
    );
    expect(cells(groups, 'group_id')).toEqual(['chan']);
    expect(sources).toHaveLength(3);
    expect(cells(activities, 'ts', 'kind', 'member_id').toSorted()).toEqual([
      '2024-06-01T10:00:00Z message ann',
      '2024-06-01T10:00:01Z message ann',
      '2024-06-02T11:00:00Z leave ann',
      '2024-06-03T12:00:00Z join bob',
      '2024-06-03T12:00:01Z system -',
    ]);
  });
});

describe('a line that is not UTF-8', () => {
  const latin = Buffer.from([...Buffer.from('[10:00:00] <ann> caf'), 0xe9, 0x0a]);
  const name = '#chan_20240601.log';
  const many = (count: number) => Buffer.from('[10:00:01] <bob> 你好 ←\n'.repeat(count));

  test('is read without its sign, and said', async () => {
    const { activities, notes } = await imported(
      { [name]: Buffer.concat([many(150), latin, many(150)]) },
      { timezone: 'UTC' },
    );
    expect(activities).toHaveLength(301);
    expect(
      cells(
        activities.filter(({ member_id }) => member_id === 'ann'),
        'kind',
        'text_length',
      ),
    ).toEqual(['message 4']);
    expect(notes.join()).toMatch(/1 line has bytes that are not UTF-8/);
  });

  test('is refused if there are many of them, for then it is something else', async () => {
    const half = Buffer.concat([many(20), ...Array.from({ length: 20 }, () => latin)]);
    await expect(imported({ [name]: half }, { timezone: 'UTC' })).rejects.toThrow(/UTF-8|utf-8/);
  });
});
