const link = /\b(?:https?:\/\/|www\.)[^\s<>"'，。）】]+/gi;

/** The number of links in a text. */
export function linksIn(text: string): number {
  return mayHoldLink(text) ? (text.match(link)?.length ?? 0) : 0;
}

const wwws = ['www', 'Www', 'WWW'];

/** Whether a text may contain a link, which may begin without a protocol, as people and keyboards write it. Searching for single characters is faster than for words, so hardly any text is examined twice. */
function mayHoldLink(text: string): boolean {
  if (text.includes('/') && text.includes('://')) return true;
  for (let dot = text.indexOf('.', 3); dot >= 0; dot = text.indexOf('.', dot + 1))
    if ((text.charCodeAt(dot - 1) | 0x20) === letterW && wwws.includes(text.slice(dot - 3, dot))) return true;
  return false;
}

const letterW = 0x77;

const everybody =
  /(?:^|[\s\u2005\u200e])@(?:all|everyone|channel|here|room|所有人|全体成员|全員|모두)(?=$|[\s\u2005,.!?，。！？:：])/iu;
const everybodyInChinese = /@(?:所有人|全体成员)/u;

/** Whether a text mentions everybody in the group. */
export function callsEverybody(text: string): boolean {
  return text.includes('@') && (everybody.test(text) || everybodyInChinese.test(text));
}
