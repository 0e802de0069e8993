const link = /\b(?:https?:\/\/|www\.)[^\s<>"'，。）】]+/gi;

/** How a link without a protocol begins, as people and their keyboards write it; looked for one by one, which is faster than without case. */
const beginnings = ['www.', 'Www.', 'WWW.'];

/** Links in a text. */
export function linksIn(text: string): number {
  if (!text.includes('://') && !beginnings.some((one) => text.includes(one))) return 0;
  return text.match(link)?.length ?? 0;
}

const everybody =
  /(?:^|[\s\u2005\u200e])@(?:all|everyone|channel|here|room|所有人|全体成员|全員|모두)(?=$|[\s\u2005,.!?，。！？:：])/iu;
const everybodyInChinese = /@(?:所有人|全体成员)/u;

/** Whether a text calls everybody of the group. */
export function callsEverybody(text: string): boolean {
  return text.includes('@') && (everybody.test(text) || everybodyInChinese.test(text));
}
