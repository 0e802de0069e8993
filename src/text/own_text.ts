/**
 * The same text with a place of its own. The engine keeps a part that was cut from a long text as a pointer into it, which keeps all of
 * that alive: what is to outlive a stretch of a file has to be read anew.
 */
export function ownText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
