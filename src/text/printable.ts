const longest = 40;

/** A text that cannot move the cursor or hide anything in a terminal: control and direction characters become spaces. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ');
}

/** A name for a terminal: visible, and at most 40 characters. */
export function printable(name: string): string {
  const characters = [...visible(name)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}
