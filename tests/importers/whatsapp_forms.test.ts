/** Forms of WhatsApp exports that phones with other calendars, languages and older versions write. */
import { describe, expect, test } from 'vitest';
import { cells, imported } from './imported.js';
import { contextIn, eventsOf, rowsOf } from './in_chunks.js';

const read = (...lines: readonly string[]) => rowsOf(eventsOf('_chat.txt', lines.join('\r\n')));

describe('dates', () => {
  test.each([
    ['the time first, as in Vietnamese', '[21:41:35, 27/3/22] ', '[21:43:00, 28/3/22] '],
    ['the time first, on Android', '21:41, 27/03/2022 - ', '21:43, 28/03/2022 - '],
    ['the Buddhist calendar, named', '[27/3/2565 BE, 21:41:35] ', '[28/3/2565 BE, 21:43:00] '],
    ['the Japanese calendar', '[27/3/R4, 21:41:35] ', '[28/3/R4, 21:43:00] '],
    ['the Japanese calendar in Japanese', '[令和4/3/27 21:41:35] ', '[令和4/3/28 21:43:00] '],
    ['iPhones before 2017', '27/3/22, 21:41:35: ', '28/3/22, 21:43:00: '],
    ['iPhones before 2017, before noon and after', '27/3/22, 9:41:35 PM: ', '28/3/22, 9:43:00 PM: '],
  ])('%s', (_, first, second) => {
    expect(read(`${first}Ann: hi`, 'and more', `${second}Bob: hello`)).toEqual([
      '2022-03-27T21:41 message Ann',
      '2022-03-28T21:43 message Bob',
    ]);
  });

  test('eras: Heisei ended where Reiwa began', () => {
    expect(read('[H31/4/30 21:41:35] Ann: a', '[R1/5/1 09:00:00] Ann: b')).toEqual([
      '2019-04-30T21:41 message Ann',
      '2019-05-01T09:00 message Ann',
    ]);
  });

  test('the log of a program is not a chat', async () => {
    const log = '2024-01-02 10:00:00: INFO: started\n2024-01-02 10:00:01: INFO: ended\n';
    await expect(imported({ 'app.log': log })).rejects.toMatchObject({
      message: expect.stringMatching(/not an export in a known format/),
    });
  });
});

describe('a chat of two on an iPhone, where notices carry the name of the other person', () => {
  const chat = [
    '[27/3/22, 09:00:00] Ann: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat can read them.',
    '\u200e[27/3/22, 09:01:00] Ann: \u200eimage omitted',
    '[27/3/22, 09:02:00] Bob: thanks',
    '\u200e[27/3/22, 09:03:00] Ann: \u200eYour security code with Ann changed. \u200eTap to learn more.',
    '\u200e[27/3/22, 09:04:00] Ann: \u200eThis message was deleted.',
  ];

  test('what the person sent or took back is theirs', () => {
    expect(read(...chat).map((row) => row.slice(11))).toEqual([
      '09:00 system -',
      '09:01 message Ann',
      '09:02 message Bob',
      '09:03 system -',
      '09:04 recall Ann',
    ]);
  });

  test('it is not called a group', async () => {
    const { groups } = await imported({ '_chat.txt': chat.join('\n') }, { timezone: 'UTC' });
    expect(cells(groups, 'type')).toEqual(['-']);
  });
});

describe('dates in another form than the first message', () => {
  const text = (pasted: number) =>
    [
      '13/05/2024, 09:01 - Ann: they said',
      ...Array.from({ length: pasted }, (_, at) => `[13/05/2024, 08:0${at}:00] Eve: pasted`),
      '13/05/2024, 09:02 - Bob: oh',
    ].join('\n');

  test('are text, and that is said', async () => {
    const { activities, notes } = await imported({ 'a.txt': text(2) }, { timezone: 'UTC' });
    expect(cells(activities, 'kind', 'member_id')).toEqual(['message Ann', 'message Bob']);
    expect(notes.join()).toMatch(
      /2 lines begin with a date in another form .* first in line 2: they are text/,
    );
  });

  test('are refused if they are most of the file', async () => {
    await expect(imported({ 'a.txt': text(3) }, { timezone: 'UTC' })).rejects.toMatchObject({
      ...{ exitCode: 3, message: expect.stringMatching(/3 lines begin .* more than the 2 messages/) },
      hint: expect.stringMatching(/split it/),
    });
  });
});

test('a notice in another normal form of its letters says the same', () => {
  const named = '13/05/2024, 09:01 - José a été retiré·e';
  for (const form of ['NFC', 'NFD'])
    expect(
      rowsOf(eventsOf('a.txt', `${named}\n13/05/2024, 09:02 - Ann: x`.normalize(form), contextIn('UTC')))[0],
    ).toBe(`2024-05-13T09:01 leave José`.normalize('NFC'));
});
