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
      [`tests/publish/${name}.test.ts`]: `import { expect, it } from 'vitest';
import { ${camel} } from '../../src/publish/${name}.js';
import { project, publishedRows } from '../tables_of_project.js';

const files = project({
  activities: 'ts,group_id,kind,member_id\\n2026-03-01 10:00:00,g1,link_click,m1',
  conversions: 'conversion_id,ts,user_id,goal\\nc1,2026-03-02 10:00:00,u1,order\\nc2,2026-03-04 10:00:00,u9,order',
  identities: 'member_id,user_id\\nm1,u1',
});

it('has these rows, worked out by hand', async () => {
  expect(await publishedRows(${camel}, files)).toEqual([{ goal: 'order', conversions: 2 }]);
});
`,
    },
    edits: [
      { file: 'src/publish/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      { file: 'src/publish/index.ts', after: 'const publishers', before: '  rejects,', line: `  ${camel},` },
    ],
    next: `write its columns, its SELECT and the rows of its test; npm run docs; npx vitest run tests/publish/${name}.test.ts`,
  };
}
