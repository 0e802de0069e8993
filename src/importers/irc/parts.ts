import type { Arrow } from './notices.js';

/** What a row of a log says after its time: what somebody said, or a notice, perhaps behind an arrow that says whether somebody comes or goes. */
export type Part =
  | { readonly nick: string; readonly text: string }
  | { readonly notice: string; readonly arrow?: Arrow };

/** `<nick> text`, also as `@<nick>` where only operators see it, `* nick waves`, and what the marks `-!-`, `***`, `-->`, `<--` and `---` begin. */
export function partOf(rest: string): Part | null {
  const said = /^@?<[ @+%&~!.]?([^<>\s!]+)(?:![^>\s]*)?>[ \t]?(.*)$/s.exec(rest);
  if (said !== null) return { nick: said[1] ?? '', text: said[2] ?? '' };
  const [, mark, notice] = /^(-!-|\*\*\*|-->|<--|---)[ \t]+(.*)$/s.exec(rest) ?? [];
  if (notice !== undefined) return mark === '-->' || mark === '<--' ? { notice, arrow: mark } : { notice };
  const starred = star.exec(rest);
  if (starred !== null) return { nick: starred[1] ?? '', text: starred[2] ?? '' };
  return /^-[^\s-]\S*-[ \t]/.test(rest) ? { notice: rest } : null;
}

const star = /^ ?\*[ \t]+(\S+)(?: (.*))?$/s;

/** The same for a program that puts a star before its own notices, as it does for people who write `/me`; `isProgram` knows what it says beyond English. */
export function partBehindStars(rest: string, isProgram: (text: string) => boolean): Part | null {
  const own = /^\*[ \t]+(.*)$/s.exec(rest)?.[1];
  if (own === undefined) return partOf(rest);
  if (written.test(own) || isProgram(own)) return { notice: own };
  return ofForeigner.test(own) ? { notice: own, arrow: 'either' } : partOf(rest);
}

/** Somebody with a host comes or goes in words of another language: nobody writes that about himself. */
const ofForeigner = /^\S+ \([^\s)@]+@[^\s)]+\) \S/;

/** Joins and leaves include the person's host, which `/me has left` does not. */
const ofSomebody = [
  String.raw`\([^\s)]*@[^\s)]*\) has (?:joined|left)`,
  String.raw`(?:\([^\s)]*@[^\s)]*\) )?has quit(?: \(.*\)| IRC.*)?$`,
  'was kicked (?:by|from) ',
  '(?:has kicked|is now known as) ',
  'sets (?:modes?[: ]|ban |channel |exempt |invite |quiet )',
  '(?:changes topic to|has changed the topic to)',
  'gives (?:channel|voice) ',
  'removes (?:channel|voice|ban|exempt|invite|quiet|user limit)',
  '(?:added to|deleted from) notify',
  '(?:has offered|has requested to resume) ',
  'is (?:already in use|erroneous)',
];
/** Notices about nobody, or about the person whose log it is. */
const ofNobody = [
  "(?:Joins|Parts|Quits): |Now talking |Topic for |Users on |Connected\\.|Connecting to |Connection failed|Disconnected |Looking up |Authenticating via |You (?:are now|have) |You've ",
  'Channel .* (?:created on|modes:|url:) |Capabilities |Notify: |DCC |Received a |Cannot join |Found your IP|Ping reply |MOTD ',
  "No (?:ping reply|process is|such DCC)|Already offering |Offering |Nickname is |Unknown host|The file '|A process is |Stopped previous |\\[",
];
const written = new RegExp(`^(?:\\S+ (?:${ofSomebody.join('|')})|${ofNobody.join('|')})`);

/** The two columns after the time in a WeeChat log. */
export function weechatPart(prefix: string, text: string): Part {
  const mark = prefix.trim();
  if (mark === '-->' || mark === '<--') return { notice: text, arrow: mark };
  if (/^(--|=!=)?$/.test(mark)) return { notice: text };
  if (mark === '*') {
    const [nick = '', ...rest] = text.split(' ');
    return { nick, text: rest.join(' ') };
  }
  return { nick: mark.replace(/^[@+%&~!]/, ''), text };
}
