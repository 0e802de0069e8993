/** A command that prints one line. */
export function command({ name, camel }) {
  const word = name.replaceAll('_', '-');
  return {
    files: {
      [`src/commands/${name}.ts`]: `import { declareCommand } from './declaration.js';
import { printText } from './printing.js';

/** \`grouplift ${word}\`. */
export const ${camel} = declareCommand({
  name: '${word}',
  summary: 'say hello',
  arguments: [],
  options: {},
  run: async () => {
    printText(['hello']);
  },
});
`,
    },
    edits: [
      { file: 'src/commands/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      {
        file: 'src/commands/index.ts',
        after: 'export const commands',
        before: '  completion(() => commands),',
        line: `  ${camel},`,
      },
    ],
    next: `put what it does into a file of src/tasks/; name it in README.md and README.zh.md; npm run docs`,
  };
}
