/** A published table with one row per goal, by one SELECT. */
export function table({ name, camel }) {
  return {
    files: {
      [`src/publish/${name}.ts`]: `import { count, goalName } from './columns.js';
import { published } from './table.js';

/** Reported conversions of every goal. */
export const ${camel} = published({
  name: '${name}',
  summary: 'One goal and how many conversions of it are reported.',
  columns: {
    goal: goalName,
    conversions: count('conversions', 'Those that landed in the reported period.'),
  },
  select: \`SELECT g.goal, count(c.conversion_no) AS conversions
FROM goals g LEFT JOIN conversions c ON c.goal_no = g.goal_no AND c.is_reported = 1
GROUP BY g.goal_no, g.goal ORDER BY g.goal_no\`,
});
`,
    },
    edits: [
      { file: 'src/publish/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      { file: 'src/publish/index.ts', after: 'const publishers', before: '  rejects,', line: `  ${camel},` },
    ],
    next: `write its columns and its SELECT; name it in README.md and README.zh.md; npm run docs; npx vitest run tests/docs.test.ts`,
  };
}
