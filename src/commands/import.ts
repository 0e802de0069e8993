import type { ImportOptions } from '../tasks/import/index.js';
import { declareCommand, only } from './declaration.js';
import { printNotes } from './printing.js';
import { withProgress } from './with_progress.js';

/** `grouplift import FILES... --out DIR`: exports of chats and lists to canonical tables. */
export const importing = declareCommand({
  name: 'import',
  summary: 'turn exports of chats and member lists into canonical tables',
  arguments: [{ value: '<files...>', summary: 'exports: files, folders or zips' }],
  options: {
    out: { value: '<folder>', summary: 'where to write the tables', required: true },
    timezone: {
      value: '<zone>',
      summary: 'time zone of times written without one, such as Asia/Shanghai',
    },
    dateOrder: {
      value: '<order>',
      summary: 'order of day, month and year, if the dates are ambiguous',
      choices: ['dmy', 'mdy', 'ymd'],
    },
    me: { value: '<name>', summary: 'who "you" is: the person who made the export' },
    group: { value: '<id>', summary: 'the group, if files do not name it' },
    format: { value: '<format>', summary: 'the format, if it is unclear from the files' },
    keepText: { summary: 'keep the texts of messages; otherwise only their length' },
    hashIds: { value: '<file>', summary: "mask people's ids with the secret key in this file" },
    maxRejects: {
      value: '<share>',
      summary: 'share of records that may be rejected',
      default: '0.001',
    },
  },
  run: async ([files], options) => {
    const { importFiles } = await import('../tasks/import/index.js');
    const result = await withProgress((progress) =>
      importFiles(files, only<ImportOptions>()(options), progress),
    );
    process.stdout.write(`${result.lines.join('\n')}\n\nThe tables: ${result.folder}\n`);
    printNotes(result.notes.map((note) => `note: ${note}`));
  },
});
