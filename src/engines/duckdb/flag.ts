import { literal } from './text.js';

/** How people and spreadsheet programs write yes and no, in lower case. */
const flags = {
  true: [
    ...['true', 't', '1', '1.0', 'yes', 'y', 'on', '是', '真', '有', '√', '✓', '✔', 'はい', '예', '네', 'да'],
    ...[
      'wahr',
      'ja',
      'vrai',
      'oui',
      'verdadero',
      'verdadeiro',
      'vero',
      'sí',
      'sim',
      'prawda',
      'tak',
      'истина',
    ],
  ],
  false: [
    ...['false', 'f', '0', '0.0', 'no', 'n', 'off', '否', '假', '无', '無', '没有', '×', '✗', '✘', 'いいえ'],
    ...['아니오', '아니요', 'нет', 'falsch', 'nein', 'faux', 'non', 'falso', 'fałsz', 'nie', 'ложь'],
  ],
};

/** Yes or no; NULL for a word that is neither. */
export function flagOf(text: string): string {
  const cases = Object.entries(flags).map(
    ([value, words]) => `WHEN lower(trim(${text})) IN (${words.map(literal).join(', ')}) THEN ${value}`,
  );
  return `CASE ${cases.join(' ')} ELSE CAST(NULL AS BOOLEAN) END`;
}
