/** The engine copies shorter parts. */
const shortestPointer = 13;

/**
 * The same text with a place of its own. The engine keeps a part that was cut from a long text as a pointer into it, which keeps all of
 * that alive: what is to outlive a stretch of a file has to be read anew.
 */
export function ownText(text: string): string {
  return text.length < shortestPointer ? text : (JSON.parse(JSON.stringify(text)) as string);
}
