/** An importer of a text export: a header line, then a time, a name and a text, separated by tabs. */
export function importer({ name, camel }) {
  return {
    files: {
      [`src/importers/${name}.ts`]: `import { able } from './capabilities.js';
import type { ImportEvent } from './events.js';
import type { ImportContext, Importer, Input } from './importer.js';
import { localWall } from './local_times.js';
import { stemOf } from './questions.js';
import { textFacts } from './said.js';
import { lines } from './text_lines.js';

const row = /^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\\t([^\\t]+)\\t(.*)$/;

/** Exports of ${name}. */
export const ${camel}: Importer = {
  name: '${name}',
  platform: '${name}',
  summary: '${name}: lines of time, name and text',
  capabilities: able(),
  recognise: ({ head }) => head.startsWith('# ${name} export'),
  read: readLines,
};

function* readLines(input: Input, context: ImportContext): Generator<ImportEvent> {
  const chat = context.group ?? stemOf(input.path);
  const clock = context.clock(input);
  yield { type: 'chat', chat, kind: 'group' };
  let line = 0;
  for (const text of lines(input)) {
    line += 1;
    const [, time, who, said] = row.exec(text) ?? [];
    const wall = time === undefined ? null : localWall(time);
    const at_us = wall === null ? null : clock.us(wall);
    if (who === undefined || said === undefined || at_us === null) {
      if (line > 1 && text.trim() !== '') yield { type: 'reject', line, reason: 'a line that is not a message' };
      continue;
    }
    yield {
      ...{ type: 'activity', chat, at_us, precision_s: 1, kind: 'message', source_kind: 'text' },
      ...{ confidence: 'structured', who: { id: who, names: [who] }, ...textFacts(said) },
    };
  }
}
`,
    },
    edits: [
      { file: 'src/importers/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      { file: 'src/importers/index.ts', after: 'export const importers', before: '];', line: `  ${camel},` },
    ],
    next: `write it after a real export; add a look-alike to tests/importers/look_alikes_text.ts; say in docs/imports.md how the export is made; npm run docs`,
  };
}
