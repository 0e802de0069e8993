/** The engine copies shorter parts. */
const shortestPointer = 13;

/**
 * The same text in its own memory. The engine keeps a part that was cut from a long text as a pointer into it, which keeps all of
 * that alive: whatever is to outlive a section of a file has to be copied.
 */
export function ownText(text: string): string {
  return text.length < shortestPointer ? text : (JSON.parse(JSON.stringify(text)) as string);
}
