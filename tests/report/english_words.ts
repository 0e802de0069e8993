/** What is no English although its letters are, and why. */
const allowed: Readonly<Record<string, string>> = {
  'grouplift lift design': 'a command to type',
  'grouplift lift trial': 'a command to type',
  'grouplift check': 'a command to type',
  grouplift: 'the program',
  ID: 'what Chinese says too',
  KOL: 'what Chinese says too',
  J: 'the shape of a letter',
  Holm: 'a person',
  A: 'a grade',
  B: 'a grade',
  C: 'a grade',
  D: 'a grade',
  English: 'the button to that language',
};

/** Names of tables, columns and settings, which the reader finds under these in files: told by the words around them or by an underscore. */
const named =
  /见表 \w+|表 [\w,]*（tables\/[\w,]*\.parquet）|\w+ 表|inputs\.\w+|用 encoding|（until）|补上 node、period、target|\b[a-z]+(_[a-z]+)+\b/g;

/** Words of ASCII letters in a text that are neither allowed nor names. */
export function englishWords(text: string, names: ReadonlySet<string> = new Set()): string[] {
  const commands = Object.keys(allowed).filter((one) => one.includes(' '));
  const rest = commands.reduce((left, command) => left.replaceAll(command, ''), text.replace(named, ''));
  return wordsIn(rest).filter((word) => !Object.hasOwn(allowed, word) && !names.has(word));
}

/** Words of ASCII letters. */
export function wordsIn(text: string): string[] {
  return text.match(/[A-Za-z][A-Za-z_']*/g) ?? [];
}
