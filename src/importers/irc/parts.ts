/** What a row of a log says after its time: what somebody said, or a notice. */
export type Part = { readonly nick: string; readonly text: string } | { readonly notice: string };

/** `<nick> text`, `* nick waves`, and what the marks `-!-`, `***`, `-->`, `<--` and `---` begin. */
export function partOf(rest: string): Part | null {
  const said = /^<[ @+%&~!.]?([^>\s!]+)(?:![^>\s]*)?>[ \t]?(.*)$/s.exec(rest);
  if (said !== null) return { nick: said[1] ?? '', text: said[2] ?? '' };
  const marked = /^(?:-!-|\*\*\*|-->|<--|---)[ \t]+(.*)$/s.exec(rest);
  if (marked !== null) return { notice: marked[1] ?? '' };
  const starred = star.exec(rest);
  if (starred !== null) return { nick: starred[1] ?? '', text: starred[2] ?? '' };
  return /^-[^\s-]\S*-[ \t]/.test(rest) ? { notice: rest } : null;
}

const star = /^ ?\*[ \t]+(\S+)(?: (.*))?$/s;

/** The same for a program that puts a star before its own notices, as it does for people who write `/me`. */
export function partBehindStars(rest: string): Part | null {
  const own = /^\*[ \t]+(.*)$/s.exec(rest)?.[1];
  return own !== undefined && written.test(own) ? { notice: own } : partOf(rest);
}

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
  "Now talking |Topic for |Users on |Connected\\.|Connecting to |Connection failed|Disconnected |Looking up |Authenticating via |You (?:are now|have) |You've ",
  'Channel .* (?:created on|modes:|url:) |Capabilities |Notify: |DCC |Received a |Cannot join |Found your IP|Ping reply |MOTD ',
  "No (?:ping reply|process is|such DCC)|Already offering |Offering |Nickname is |Unknown host|The file '|A process is |Stopped previous |\\[",
];
const written = new RegExp(`^(?:\\S+ (?:${ofSomebody.join('|')})|${ofNobody.join('|')})`);

/** The two columns after the time in a WeeChat log. */
export function weechatPart(prefix: string, text: string): Part {
  const mark = prefix.trim();
  if (/^(-->|<--|--|=!=)?$/.test(mark)) return { notice: text };
  if (mark === '*') {
    const [nick = '', ...rest] = text.split(' ');
    return { nick, text: rest.join(' ') };
  }
  return { nick: mark.replace(/^[@+%&~!]/, ''), text };
}
