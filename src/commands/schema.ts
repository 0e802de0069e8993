import { schemaText } from '../schema.js';

interface Options {
  readonly json?: boolean;
}

/** `grouplift schema`: the tables or the configuration, as text or JSON Schema. */
export function schema(what: string, options: Options): void {
  process.stdout.write(`${schemaText(what, options.json === true ? 'json' : 'text')}\n`);
}
