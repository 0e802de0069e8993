/** A stage: one SELECT in a file of its own, as the last step of the recipe's sums. */
export function stage({ name }) {
  return {
    files: {
      [`src/sql/weeks/${name}.sql`]: `-- A row is one goal, and how many conversions of it are reported.
-- Reads: conversions
SELECT c.goal_no, count(*) AS conversions
FROM conversions c
WHERE c.is_reported = 1
GROUP BY c.goal_no
`,
    },
    edits: [
      {
        file: 'src/pipeline/recipe.ts',
        after: 'function sumSteps',
        before: "      'promo_effect',",
        line: `      '${name}',`,
      },
    ],
    next: `move src/sql/weeks/${name}.sql to the folder that it is about; let something read it (npm run new -- table NAME); npm run docs; npx vitest run tests/sql.test.ts`,
  };
}
