/** The kind of a WeChat message by type and subtype, as numbered in its databases. */
export function kindOf(type: number, subtype: number): string {
  if (type === 10_000 || type === 10_002 || type === 50) return 'system';
  if (type === 49) return kindOfCard(subtype);
  return type === 2000 || type === 2001 ? kindOfCard(type) : 'message';
}

const cards: Readonly<Record<number, string>> = {
  4: 'link_shared',
  5: 'link_shared',
  33: 'link_shared',
  36: 'link_shared',
  51: 'link_shared',
  63: 'link_shared',
  53: 'order_chain',
  57: 'reply',
  62: 'system',
  87: 'notice',
  2000: 'transfer',
  2001: 'red_envelope_sent',
};

function kindOfCard(subtype: number): string {
  return cards[subtype] ?? 'message';
}

/** The type and the subtype of a number that may hold both: subtype * 2^32 + type. */
export function splitType(written: number): { type: number; subtype: number } {
  const type = written % 2 ** 32;
  return { type, subtype: Math.floor(written / 2 ** 32) };
}

/** The subtype that a card gives itself: the `type` of its own `appmsg`, not of the one it quotes. */
export function subtypeIn(xml: string): number {
  const own = xml.replace(/<refermsg>[\s\S]*?<\/refermsg>/g, '');
  return Number(/<appmsg[\s\S]*?<type>\s*(\d+)\s*<\/type>/.exec(own)?.[1] ?? 0);
}

/** The id of the message that a card quotes. */
export function quotedId(xml: string): string | null {
  const id = /<refermsg>[\s\S]*?<svrid>\s*(?:<!\[CDATA\[)?(\d+)/.exec(xml)?.[1];
  return id === undefined || id === '0' ? null : id;
}

/** The title of a card, which is what a reply says. */
export function titleIn(xml: string): string | null {
  const title = /<title>(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?<\/title>/.exec(xml)?.[1];
  return title ?? null;
}
