/** Short names of months as the C library writes them, by number: of those languages in which none of them means another month elsewhere. */
const names: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'gen', 'янв', '1月'],
  ['feb', 'febr', 'fev', 'févr', 'фев', '2月'],
  ['mar', 'mär', 'mrz', 'mars', 'mrt', 'març', 'мар', '3月'],
  ['apr', 'april', 'avril', 'abr', 'апр', '4月'],
  ['may', 'mai', 'mei', 'maj', 'mag', 'maig', 'мая', 'май', '5月'],
  ['jun', 'juni', 'juin', 'juny', 'giu', 'июн', '6月'],
  ['jul', 'juli', 'juil', 'lug', 'июл', '7月'],
  ['aug', 'août', 'ago', 'ag', 'авг', '8月'],
  ['sep', 'sept', 'set', 'сен', '9月'],
  ['oct', 'okt', 'out', 'ott', 'окт', '10月'],
  ['nov', 'ноя', '11月'],
  ['dec', 'dez', 'déc', 'dic', 'des', 'дек', '12月'],
];

/** The number of a month, by its name in one of the known languages; null for any other word. */
export function monthOf(word: string): number | null {
  const own = word.toLowerCase().normalize('NFC').replace(/\.$/, '');
  const found = names.findIndex((words) => words.includes(own));
  return found < 0 ? null : found + 1;
}
