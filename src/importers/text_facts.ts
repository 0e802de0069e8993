const link = /\b(?:https?:\/\/|www\.)[^\s<>"'，。）】]+/gi;

/** Links in a text. */
export function linksIn(text: string): number {
  return mayHoldLink(text) ? (text.match(link)?.length ?? 0) : 0;
}

/** Links without a protocol begin as people and their keyboards write it; looked for one by one, which is faster than without case. */
function mayHoldLink(text: string): boolean {
  return text.includes('://') || text.includes('www.') || text.includes('Www.') || text.includes('WWW.');
}

const everybody =
  /(?:^|[\s\u2005\u200e])@(?:all|everyone|channel|here|room|所有人|全体成员|全員|모두)(?=$|[\s\u2005,.!?，。！？:：])/iu;
const everybodyInChinese = /@(?:所有人|全体成员)/u;

/** Whether a text calls everybody of the group. */
export function callsEverybody(text: string): boolean {
  return text.includes('@') && (everybody.test(text) || everybodyInChinese.test(text));
}
