import { translatedJoins, translatedLeaves, translatedRenames } from './hexchat_words.js';

/** What a notice of a log says about somebody. */
export type Notice =
  | { readonly says: 'join' | 'leave'; readonly nick: string }
  | { readonly says: 'rename'; readonly from: string; readonly to: string }
  | { readonly says: 'nothing' | 'unknown' };

/** The arrows with which some programs mark who comes and goes, whatever their language; `either` if something else shows that it is one of the two. */
export type Arrow = '-->' | '<--' | 'either';

/** Behind a name: host, account and real name, each in brackets of its own. */
const brackets = String.raw`(?: (?:\[[^\]]*\]|\([^)]*\)|<[^>]*>))*`;

const joins = [
  /^Joins:? (\S+)(?: \([^)]*\))?$/,
  new RegExp(String.raw`^(\S+)${brackets} (?:has )?joined(?: (?:the|this) channel| [#&!+]\S*)?\.?$`),
  ...translatedJoins,
];

const leaves = [
  /^(?:Parts|Quits):? (\S+)(?: \([^)]*\))?(?: .*)?$/s,
  new RegExp(String.raw`^(\S+)${brackets} (?:has )?(?:quit|left)(?: .*)?$`, 's'),
  new RegExp(String.raw`^(\S+)${brackets} got lost in the net-split\.$`),
  /^(\S+) was kicked (?:from|by) .*$/s,
  /^(\S+) kicked from [#&!+]\S+ by .*$/s,
  /^(?!You )\S+ (?:has )?kicked (\S+)(?: .*)?$/s,
  ...translatedLeaves,
];

/** A name, and the new one. WeeChat writes it in its own languages. */
const renames = [
  /^(\S+) (?:is now known as|changed nick to) (\S+)$/,
  /^Nick change: (\S+) -> (\S+)$/,
  /^(\S+) (?:ist nun als|ist jetzt bekannt als|heißt jetzt) (\S+?)(?: bekannt)?$/,
  /^(\S+) (?:est maintenant connu sous le nom(?: de)?|s'appelle maintenant) (\S+)$/,
  /^(\S+) (?:es conocido ahora como|ahora es conocido como) (\S+)$/,
  /^(\S+) (?:agora é conhecid[oa] (?:como|por)|ora è conosciut[oa] come) (\S+)$/,
  /^(\S+) (?:теперь известен как|је сада познат као|je nyní známý jako|zmienił nick na|mostantól:) (\S+)$/,
  /^(\S+) のニックネームが変更され (\S+) になりました$/,
  /^(\S+), artık (\S+) olarak biliniyor$/,
  ...translatedRenames,
];

/** What a notice says; `isKnown` tells whether a name is that of somebody who was there. */
export function noticeOf(text: string, arrow: Arrow | null, isKnown: (nick: string) => boolean): Notice {
  for (const pattern of renames) {
    const [, from, to] = pattern.exec(text) ?? [];
    if (from !== undefined && to !== undefined) return { says: 'rename', from, to };
  }
  const [joined, left] = [firstIn(joins, text), firstIn(leaves, text)];
  if (joined !== null && arrow !== '<--') return { says: 'join', nick: joined };
  if (left !== null && arrow !== '-->') return { says: 'leave', nick: left };
  return arrow === null ? { says: 'nothing' } : behindArrow(text, arrow, isKnown);
}

function firstIn(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const nick = pattern.exec(text)?.[1];
    if (nick !== undefined) return nick;
  }
  return null;
}

/** Where somebody comes from, behind a name and perhaps an account and a real name. */
const host = /^\S+ (?:.* )?\([^\s()]+@[^\s()]+\) \S/;

/** A notice in another language: who comes or goes is named first, with a host; who is thrown out is named behind who does it. */
function behindArrow(text: string, arrow: Arrow, isKnown: (nick: string) => boolean): Notice {
  const [first = '', ...others] = text.split(/[\s,]+/);
  if (ofReader.test(text)) return { says: 'nothing' };
  if (arrow === 'either') return { says: 'unknown' };
  if (host.test(text)) return { says: arrow === '-->' ? 'join' : 'leave', nick: first };
  const thrown = [...new Set(others.filter((word) => word !== first && isKnown(word)))];
  const [only] = thrown;
  if (arrow === '-->' || only === undefined || thrown.length > 1) return { says: 'unknown' };
  return { says: 'leave', nick: only };
}

/** What a program says to the person whose log it is. */
const ofReader = /^(?:You|Now talking) /;
