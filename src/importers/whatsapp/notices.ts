import type { Somebody } from '../events.js';
import { languages } from './languages.js';
import type { Words } from './words.js';

/** What a notice says. */
export interface Notice {
  readonly kind: 'added' | 'link' | 'community' | 'left' | 'removed' | 'created' | 'other' | 'encrypted';
  readonly who: Somebody | null;
  readonly by: Somebody | null;
  readonly title: string | null;
}

interface Template {
  readonly kind: Notice['kind'];
  /** what every matching text contains: searching for it is far faster than trying the pattern */
  readonly core: string;
  readonly pattern: RegExp;
  readonly groups: readonly string[];
  /** what the verb alone says about the person who made the export */
  readonly own: readonly string[];
  readonly language: Words;
}

/** A name contains no colon before a blank, and no quotes but in pairs, as in `Max "Mad" Power`; either would end it. */
const person = '((?:(?!: )[^"“”«»„「」『』\\n]|"[^"\\n]*")+?)';
const title = '["“”«„「『](.*)["“”»“」』]';

function compiled(kind: Notice['kind'], written: string, language: Words): Template {
  const groups: string[] = [];
  const own = [...written.matchAll(ownPerson)].map(([, name = '']) => name);
  const source = written
    .replace(ownPerson, '')
    .replace(/[.()+*|[\]^$\\]/g, (sign, at: number) => (isOwnGroup(written, at) ? sign : `\\${sign}`))
    .replace(/'/g, "['’]")
    .replace(/\{(who|by|title|rest)\}/g, (_, name: string) => {
      if (name === 'rest') return '.*';
      groups.push(name);
      return name === 'title' ? title : person;
    });
  return {
    kind,
    core: coreOf(written),
    pattern: new RegExp(`^${source}[.。।۔]?$`, 'u'),
    groups,
    own,
    language,
  };
}

/** `Saliste del grupo{who=you}`: the words name nobody, but say who it is. */
const ownPerson = /\{(who|by)=you\}/g;
const notFixed = /\{[\w=]+\}|\(\?:[^)]*\)\??|.\?|'/u;

/** The longest part of a template that every matching text contains literally. */
function coreOf(written: string): string {
  const [longest = ''] = written.split(notFixed).toSorted((a, b) => b.length - a.length);
  return longest;
}

/** Whether a place is in a (?: ) group of the template: some contain alternatives. */
function isOwnGroup(written: string, at: number): boolean {
  const open = written.lastIndexOf('(?:', at);
  return open >= 0 && at <= written.indexOf(')', open);
}

const kinds = ['other', 'encrypted', 'added', 'link', 'community', 'left', 'removed', 'created'] as const;
const allWords = Object.values(languages);

/** Longer texts first: `joined using a group link` before `joined`. */
const templates: readonly Template[] = allWords
  .flatMap((language) =>
    kinds.flatMap((kind) =>
      language[kind]
        .map((written) => written.normalize('NFC'))
        .map((written) => ({ written, template: compiled(kind, written, language) })),
    ),
  )
  .toSorted((a, b) => fixedLength(b.written) - fixedLength(a.written))
  .map(({ template }) => template);

/** How many characters of a template every matching text has. */
function fixedLength(written: string): number {
  return written
    .replace(/\{[\w=]+\}/g, '')
    .replace(/\(\?:[^)]*\)\?|[^)]\?/gu, '')
    .replace(/\(\?:([^)|]*)[^)]*\)/g, '$1').length;
}

/** How many kinds of beginnings are distinguished. */
const beginnings = 1 << 14;

/** A hash of the two characters at a place in a text; other characters may have the same. */
function beginningOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 131 + text.charCodeAt(at + 1)) & (beginnings - 1);
}

const deletions = allWords.flatMap((language) => language.deleted.map((written) => ({ written, language })));
const plainDeletions = new Set(deletions.map(({ written }) => written.normalize('NFC')));
const namingDeletions = deletions
  .filter(({ written }) => written.includes('{'))
  .map(({ written, language }) => ({
    begin: written.slice(0, written.indexOf('{')),
    end: written.slice(written.lastIndexOf('}') + 1),
    pattern: compiled('other', written, language).pattern,
  }));
const longestDeletion = 120;
const fullStop = /[.。।۔]$/;
/** How deletions begin: hardly any other text begins like that. */
const deletionBeginnings = new Uint8Array(beginnings);
for (const { written } of deletions)
  for (const form of [written, written.normalize('NFC'), written.normalize('NFD')])
    deletionBeginnings[beginningOf(form, 0)] = 1;

/** The positions of templates, in order, by how their cores begin. */
const placesByBeginning: readonly number[][] = Array.from({ length: beginnings }, () => []);
for (const [place, { core }] of templates.entries()) placesByBeginning[beginningOf(core, 0)]?.push(place);
/** Whether any core begins like that. */
const coreBeginnings = Uint8Array.from(placesByBeginning, ({ length }) => Number(length > 0));

/** The templates whose core is in a text, in order. */
function candidates(text: string): Template[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const beginning = beginningOf(text, at);
    if (coreBeginnings[beginning] === 0) continue;
    for (const place of placesByBeginning[beginning] ?? [])
      if (text.startsWith(templates[place]!.core, at) && !places.includes(place)) places.push(place);
  }
  return places.sort((a, b) => a - b).map((place) => templates[place]!);
}

/** What the last notices said: a file is read twice, and the same people come and go. Few, because a text can keep alive the block of the file that it was cut from. */
const known = new Map<string, Notice | null>();
const mostKnown = 512;

/** What a line that WhatsApp itself wrote says; null if no template matches all of it, or if it stands in place of a deleted message. */
export function noticeOf(written: string): Notice | null {
  const before = known.get(written);
  if (before !== undefined) return before;
  const notice = readNotice(written);
  if (known.size === mostKnown) known.clear();
  known.set(written, notice);
  return notice;
}

function readNotice(written: string): Notice | null {
  const text = written.replace(marks, '').replace(noBreaks, ' ').normalize('NFC');
  if (isDeletion(text)) return null;
  for (const { kind, pattern, groups, own, language } of candidates(text)) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const part = (name: string) => {
      const place = groups.indexOf(name);
      return place < 0 ? null : (found[place + 1] ?? null);
    };
    if ([part('who'), part('by')].some((name) => name !== null && saysMore(name, language))) continue;
    const person = (name: string) => {
      const written = part(name);
      if (written !== null) return somebody(written, language);
      return own.includes(name) ? exporter : null;
    };
    return { kind, who: person('who'), by: person('by'), title: part('title') };
  }
  return null;
}

const exporter: Somebody = { exporter: true };

/** Directions of writing, which stand around names and titles; what a notice says does not depend on them. */
const noBreaks = /[\u00a0\u202f]/g;
const marks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** `3 groups`, as in `Ann added 3 groups`. */
const counted = /^\d{1,3} (?:\p{Ll}+|Gruppen?)$/u;

/**
 * Whether the place of a name holds more than names: "you" and more, as in `Ann added you to a group`, a group or a community. Then the notice
 * says something that its template does not know.
 */
function saysMore(name: string, { you, places }: Words): boolean {
  if (counted.test(name) || places.some((place) => name.includes(place))) return true;
  const [first = '', ...more] = name.split(' ');
  return (
    more.length > 0 && first === first.toLowerCase() && first !== first.toUpperCase() && you.includes(first)
  );
}

/** The text before the colon in notices that contain one, as in `Ann added you to a group in the community: Town`. */
const beforeColon = allWords
  .flatMap((language) => kinds.flatMap((kind) => language[kind]))
  .map((written) => written.replace(/\(\?:[^)]*\)\??/g, ''))
  .filter((written) => written.includes(': '))
  .map((written) => written.slice(0, written.indexOf(': ')).replace(/^.*\}/, ''));

/** How such texts end: names of people hardly ever do, so that nothing else has to be compared. */
const lastBeforeColon: ReadonlySet<number> = new Set(
  beforeColon.map((end) => end.charCodeAt(end.length - 1)),
);

/** Whether the text before a colon is the beginning of a notice, rather than a name. */
export function beginsNotice(body: string, colon: number): boolean {
  return (
    lastBeforeColon.has(body.charCodeAt(colon - 1)) && beforeColon.some((end) => body.endsWith(end, colon))
  );
}

/** Whether a text replaces a deleted message. */
export function isDeletion(text: string): boolean {
  if (text.length > longestDeletion || deletionBeginnings[beginningOf(text, 0)] === 0) return false;
  const bare = text.replace(fullStop, '').replaceAll('’', "'").normalize('NFC');
  if (plainDeletions.has(bare)) return true;
  return namingDeletions.some(
    ({ begin, end, pattern }) => text.startsWith(begin) && bare.endsWith(end) && pattern.test(text),
  );
}

function somebody(text: string, language: Words): Somebody {
  const name = cleanName(text.replace(unsaved, '$1'));
  return language.you.includes(name) ? exporter : { named: name, between: language.between };
}

/** Each of several names may belong to somebody who is not a contact. */
const unsaved = /(^|\s)~[\s\u202f]+/g;

const plainName = /^[!-}](?:[ -~]*[!-~])?$/;

/** A name without direction marks, unusual spaces, and the `~` of people who are not contacts. */
export function cleanName(text: string): string {
  if (plainName.test(text)) return text;
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/^\s*~\s*/, '')
    .trim();
}
