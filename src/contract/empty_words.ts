/** What a spreadsheet shows where a formula failed. */
export const failedFormulas: readonly string[] = [
  '#n/a',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
  '#num!',
  '#null!',
];

/** How programs write that there is no value, in lower case. */
const dumpedWords = ['null', '(null)', '<null>', '\\n', 'none', 'nil', 'nan', 'undefined', 'n/a'] as const;

/** The same, with words that could be an id. */
export const missingWords: readonly string[] = [...dumpedWords, '[null]', '<na>', 'nat'];

/** Words that are no channel of a path; `(null)` may be one, because libraries of attribution give that name to a state. */
export const noChannelWords: readonly string[] = missingWords.filter((word) => word !== '(null)');

/** How people write that something has not ended, in lower case. */
export const openEnds: readonly string[] = [
  '至今',
  '长期',
  '永久',
  '長期',
  'present',
  'ongoing',
  '現在',
  '현재',
];

/** Words that mean "empty" in some program, or that a formula failed: in any id column that may be empty, they are not ids. */
export const emptyWords: readonly string[] = [...dumpedWords, ...failedFormulas, '-', '--', '无', '空'];

/** Words that stand for nobody where the id of a person should be. */
export const placeholderWords: readonly string[] = [
  ...emptyWords,
  'na',
  '/',
  '0',
  '-1',
  'anonymous',
  'guest',
  'unknown',
  '匿名',
  '游客',
  '未知',
  '00000000-0000-0000-0000-000000000000',
];
