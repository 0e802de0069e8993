/** A part of the report: a question, and the sentence that answers it in both languages. */
export function insight({ name, camel }) {
  const words = (language, type, question, title) => ({
    [`src/report/${language}/${name}.ts`]: `${type.import}
/** Words of the part ${name}. */
export const ${camel}${type.of} = {
  question: '${question}',
  title: (landed${type.argument}) => ${title},
  lead: '',
};
`,
  });
  return {
    files: {
      [`src/insights/${name}.ts`]: `import { number } from '../report/format.js';
import { languages } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Part } from '../report/report.js';

/** How many results landed, whatever the goal. */
export function ${camel}({ facts }: Published): Part {
  const words = languages[facts.language];
  return {
    id: '${name}',
    question: words.parts.${name},
    title: words.${camel}.title(number(facts.conversions)),
    lead: words.${camel}.lead,
    blocks: [],
  };
}
`,
      ...words(
        'en',
        { import: '', of: '', argument: ': string' },
        `What about ${name.replaceAll('_', ' ')}?`,
        `\`\${landed} landed\``,
      ),
      ...words(
        'zh',
        {
          import: `import type { ${camel} as english } from '../en/${name}.js';\n`,
          of: `: typeof english`,
          argument: '',
        },
        `${name.replaceAll('_', ' ')}如何？`,
        `\`落地 \${landed}\``,
      ),
      [`tests/insights/${name}.test.ts`]: `import { expect, it } from 'vitest';
import { ${camel} } from '../../src/insights/${name}.js';
import { sample, withFacts } from '../report/sample.js';

it('says what was found', () => {
  expect(${camel}(withFacts(sample, { conversions: 12 })).title).toBe('12 landed');
});
`,
    },
    edits: [
      { file: 'src/insights/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      {
        file: 'src/insights/index.ts',
        after: 'export const insights',
        before: "  { id: 'sensitivity', needs: always, make: sensitivity },",
        line: `  { id: '${name}', needs: always, make: ${camel} },`,
      },
      {
        file: 'src/report/report.ts',
        after: 'export type PartId',
        before: "  | 'sensitivity'",
        line: `  | '${name}'`,
      },
      ...['en', 'zh'].flatMap((language) => [
        { file: `src/report/${language}/index.ts`, imports: `import { ${camel} } from './${name}.js';` },
        {
          file: `src/report/${language}/index.ts`,
          after: '  parts: {',
          before:
            language === 'en'
              ? "    sensitivity: 'Would another choice change it?',"
              : "    sensitivity: '换个口径会变吗？',",
          line: `    ${name}: ${camel}.question,`,
        },
        { file: `src/report/${language}/index.ts`, before: '  trust,', line: `  ${camel},` },
      ]),
    ],
    next: `write the part, its words in both languages (no names of the code in them) and its test; npx vitest run tests/insights tests/report`,
  };
}
