/** A rule model that starts as an even split, and its second version in the oracle. */
export function model({ name, camel }) {
  return {
    files: {
      [`src/models/${name}.ts`]: `import { evenWeight, type WeightModel } from './model.js';

export const ${camel}: WeightModel = {
  name: '${name}',
  summary: 'Every touch counts equally.',
  weight: () => evenWeight,
};
`,
    },
    edits: [
      { file: 'src/models/index.ts', imports: `import { ${camel} } from './${name}.js';` },
      {
        file: 'src/models/index.ts',
        after: 'export const models',
        before: '} as const satisfies Record<string, Model>;',
        line: `  ${name}: ${camel},`,
      },
      {
        file: 'tests/oracle/oracle.ts',
        after: 'export function modelWeights',
        before: '  // a model that is named here and has no branch above does not compile',
        line: `  if (model === '${name}') return elements.map((e) => ({ over: BigInt(e.touches), under: 1n }));`,
      },
    ],
    next: `write the weight in src/models/${name}.ts and, by other means, in tests/oracle/oracle.ts; npm run docs; npm run build; npx vitest run tests/models tests/properties.test.ts`,
  };
}
