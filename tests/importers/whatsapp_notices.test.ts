/** What phones write of comings and goings, as exports that people have shown word it; who is meant was read off the words by hand. */
import { describe, expect, test } from 'vitest';
import type { Somebody } from '../../src/importers/events.js';
import { eventsOf } from './in_chunks.js';

const mark = '\u200e';
const narrow = '\u202f';

function named(who: Somebody | null | undefined): string {
  if (who === null || who === undefined) return '-';
  if ('named' in who) return who.named;
  return who.exporter === true ? 'me' : (who.id ?? '-');
}

/** Rows as `kind who inviter`. */
function rows(...lines: readonly string[]): string[] {
  return eventsOf('WhatsApp Chat with G.txt', lines.join('\n')).flatMap((one) =>
    one.type === 'activity' ? [`${one.kind} ${named(one.who)} ${named(one.entry?.inviter)}`] : [],
  );
}

const onAndroid = (...texts: readonly string[]) => rows(...texts.map((text) => `13/05/2024, 9:01 - ${text}`));
const onIos = (...texts: readonly string[]) => rows(...texts.map((text) => `[13/05/2024, 9:01:02] ${text}`));

describe('the person who made the export', () => {
  test.each([
    ['Te uniste mediante el enlace de invitación de este grupo.', 'join me -'],
    ['Ana te añadió', 'join me Ana'],
    ['Se te añadió al grupo.', 'join me -'],
    ['Añadiste a Bob', 'join Bob me'],
    ['Ana te eliminó', 'leave me -'],
    ['Eliminaste a Bob', 'leave Bob -'],
    ['Saliste del grupo', 'leave me -'],
    ['Creaste el grupo "Viaje"', 'join me -'],
    ['Du bist dieser Gruppe mit dem Einladungslink beigetreten.', 'join me -'],
    ['Du hast diese Gruppe erstellt', 'join me -'],
    ['Ann hat dich hinzugefügt', 'join me Ann'],
    ['U bent deelnemer geworden via de uitnodigingslink van deze groep', 'join me -'],
    ['U hebt deze groep aangemaakt', 'join me -'],
    ['Ann heeft u toegevoegd', 'join me Ann'],
    ['Bob neemt deel via uw uitnodiging', 'join Bob me'],
    ['Bob joined using your invite', 'join Bob me'],
    ['Hai aggiunto Bob', 'join Bob me'],
  ])('%s', (text, row) => {
    expect(onAndroid(text, 'Ann: hello')).toEqual([row, 'message Ann -']);
  });
});

test('several people who are not contacts, and lists with a word before each name', async () => {
  expect(onAndroid('Ann added ~ Bob and ~\u202fCy', 'Ann: a')[0]).toBe('join Bob and Cy Ann');
  const [event] = eventsOf('G.txt', '13/05/2024, 9:01 - Ana añadió a Bob y a Carla').filter(
    (one) => one.type === 'activity',
  );
  expect(event?.who).toMatchObject({ named: 'Bob y a Carla', between: expect.arrayContaining([' y a ']) });
});

describe('communities', () => {
  test('a colon before the name of the community ends no name of a sender', () => {
    expect(
      onAndroid(
        '~ Ann added you to a group in the community: Town',
        'You joined a group via invite in the community: Town',
        'Ben: Ann added you to a group in the community: Town',
      ),
    ).toEqual(['join me Ann', 'join me -', 'message Ben -']);
  });

  test('groups that are added or removed are not people', () => {
    const texts = [
      'This group was added to the community "Town"',
      'Ann added this group to the community',
      'Ann added the group "Sports"',
      'Ann removed this group from the community "Town"',
      'Bob left the community',
      'Bob was invited to join the community',
    ];
    expect(onAndroid(...texts)).toEqual(texts.map(() => 'system - -'));
    expect(onIos(...texts.map((text) => `Ann: ${mark}${text}`))).toEqual(texts.map(() => 'system - -'));
  });
});

describe('texts of WhatsApp itself about groups within communities', () => {
  test('none of them names somebody who came or went', () => {
    const texts = [
      ...['This group was added to the community: Town', 'Ann added this group to the community: Town'],
      'Ann added this group and its participants to a community',
      'This group and its participants were added to the community "Town"',
      ...['You added 3 groups', 'Ann added 1 group', 'Ann added the groups "A", "B"', '3 groups were added'],
      ...['Ann removed 2 groups', 'You removed the groups "A", "B"', '1 group was removed'],
      ...['This group was removed from a community', 'This group was removed from the community "Town"'],
      'Anyone in this community can request to join this group by messaging group admins.',
      ...[
        'The community "Town" was created',
        'You deactivated a community',
        'Group participants have changed',
      ],
      ...[
        'Ana añadió 3 grupos',
        'Ana añadió este grupo a la comunidad "X"',
        'Anna hat 3 Gruppen hinzugefügt',
      ],
      'Ann removed Bob from the community',
    ];
    expect(onAndroid(...texts)).toEqual(texts.map(() => 'system - -'));
  });

  test('who was added because of a community came', () => {
    expect(
      onAndroid(
        'Ann added you to this group and the community "Town"',
        'You were added because you joined the group "A"',
        'You were added to this community because you joined the group "A"',
        'A participant added Bob',
        'A participant removed Bob and Cy',
      ),
    ).toEqual(['join me Ann', 'join me -', 'join me -', 'join Bob -', 'leave Bob and Cy -']);
  });
});

describe('iOS', () => {
  test('what the phone reports about somebody who is not a contact is not a message of theirs', () => {
    const who = `~${narrow}Ann`;
    expect(
      onIos(
        `${who}: ${mark}${who} created this group`,
        `${who}: ${mark}${who} did what no version did before`,
        `${who}: ${mark}image omitted`,
        `${who}: ${who} did what I said`,
      ),
    ).toEqual(['join Ann -', 'system - -', 'message Ann -', 'message Ann -']);
  });

  test('a sender that only reports on others is the group, even if nothing else gives its name', () => {
    expect(
      onIos(
        `Club: ${mark}Rudi added you`,
        `Club: ${mark}A new thing of this version`,
        `Rudi: ${mark}Rudi added Zoe`,
        `Rudi: ${mark}image omitted`,
        `Zoe: ${mark}You added Rudi`,
        `Zoe: ${mark}sticker omitted`,
      ),
    ).toEqual([
      'join me Rudi',
      'system - -',
      'join Zoe Rudi',
      'message Rudi -',
      'join Rudi me',
      'message Zoe -',
    ]);
  });

  test('a message that oneself deleted is a recall, though it begins as notices on oneself do', () => {
    expect(onIos(`You: ${mark}You deleted this message.`, `You: ${mark}You did something new`)).toEqual([
      'recall You -',
      'system - -',
    ]);
  });
});

test('the notice on encryption belongs to nobody, whatever name precedes it', () => {
  const text = 'Messages and calls are end-to-end encrypted. Only people in this chat can read them.';
  expect(onAndroid(`Ann: ${text}`, 'Ann: hi', 'Bob: ho', `Bob: ${text}`)).toEqual([
    'system - -',
    'message Ann -',
    'message Bob -',
    'message Bob -',
  ]);
});
