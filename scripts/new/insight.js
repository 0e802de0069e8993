/** A part of the report: a question, and the sentence that answers it in both languages. */
export function insight({ name, camel }) {
  const words = `${camel}Words`;
  return {
    files: {
      [`src/insights/${name}.ts`]: `import { bilingual } from '../report/language.js';
import { number } from '../report/format.js';
import type { Published } from '../report/published.js';
import type { Part } from '../report/report.js';

/** How many results landed, whatever the goal. */
export function ${camel}({ facts }: Published): Part {
  const says = ${words}[facts.language];
  return {
    id: '${name}',
    question: says.question,
    title: says.title(number(facts.conversions)),
    lead: says.lead,
    blocks: [],
  };
}

/** Words of the part ${name} alone. */
export const ${words} = bilingual({
  en: {
    question: 'What about ${name.replaceAll('_', ' ')}?',
    title: (landed: string) => \`\${landed} landed\`,
    lead: '',
  },
  zh: {
    question: '这一部分回答什么？',
    title: (landed) => \`落地 \${landed}\`,
    lead: '',
  },
});
`,
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
        before: "  { id: 'sensitivity', needs: always, make: sensitivity, isAppendix: true },",
        line: `  { id: '${name}', needs: always, make: ${camel} },`,
      },
    ],
    next: `write the part, its words in both languages (no names of the code in them) and its test; npx vitest run tests/insights tests/report`,
  };
}
