import { declareCommand } from './declaration.js';

/** `grouplift schema`: the tables or the configuration, as text or JSON Schema. */
export const schema = declareCommand({
  name: 'schema',
  summary: 'print the tables or the configuration, as text or JSON Schema',
  arguments: [{ value: '[what]', summary: 'tables or config', default: 'tables' }],
  options: { json: { summary: 'as JSON (for the configuration: JSON Schema)' } },
  run: async ([what], options) => {
    const { schemaText } = await import('../tasks/schema.js');
    process.stdout.write(`${schemaText(what, options.json === true ? 'json' : 'text')}\n`);
  },
});
