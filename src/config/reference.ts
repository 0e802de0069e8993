import { configSchema } from './schema.js';
import { longest_days } from './values.js';
import { z } from './zod.js';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The configuration as JSON Schema, for editors. */
export function configJsonSchema(): JsonSchema {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema;
}

/** One key of the configuration, as the documentation lists it. */
export interface ConfigKey {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly summary: string;
}

/** Every key of the configuration, in order, for the documentation; the keys of an input appear once, as `inputs.<table>`. */
export function configReference(): ConfigKey[] {
  return keysWithin(configJsonSchema(), '');
}

function keysWithin(schema: JsonSchema, prefix: string): ConfigKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const property = value as JsonSchema;
    if (prefix === 'inputs.' && name !== 'activities') return ownKeys(name, property, schema);
    const key = prefix === 'inputs.' ? 'inputs.<table>' : `${prefix}${name}`;
    return [configKey(key, property, schema.required?.includes(name) === true), ...keysBelow(key, property)];
  });
}

/** The keys of one input that activities does not have. */
function ownKeys(table: string, property: JsonSchema, inputs: JsonSchema): ConfigKey[] {
  const named = (keys: readonly ConfigKey[]) => keys.map(({ key }) => key.split('.')[2]);
  const shared = named(keysBelow('inputs.activities', inputs.properties?.activities as JsonSchema));
  return keysBelow(`inputs.${table}`, property).filter(({ key }) => !shared.includes(key.split('.')[2]));
}

function configKey(key: string, property: JsonSchema, required: boolean): ConfigKey {
  const summary = key === 'inputs.<table>' ? inputsSummary : (property.description ?? '');
  const { default: value = 'none' } = property;
  const fallback = typeof value === 'string' ? value : JSON.stringify(value);
  const isMap = property.properties !== undefined;
  return { key, type: typeText(property), default: required ? 'required' : isMap ? '' : fallback, summary };
}

const inputsSummary =
  'Files of that canonical table: a name, a list of names, or a map with the keys below. ' +
  'activities, conversions and identities are required; `identities: same` says that member ids and user ids are the same.';

function keysBelow(key: string, property: JsonSchema): ConfigKey[] {
  if (/^inputs\.<table>\.(columns|values|time_format)$/.test(key)) return [];
  const map = [property, ...((property.anyOf ?? []) as JsonSchema[])].find(
    (one) => one.properties !== undefined,
  );
  if (map !== undefined) return keysWithin(map, `${key}.`);
  const items = property.items as JsonSchema | undefined;
  return items?.properties === undefined ? [] : keysWithin(items, `${key}[].`);
}

function typeText(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeText(one as JsonSchema)).join(' or ');
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === 'array') return `list of ${typeText(schema.items as JsonSchema)}`;
  if (schema.type === 'object') return 'map';
  if (schema.type === 'boolean') return 'true | false';
  if (schema.type !== 'number' && schema.type !== 'integer') return 'text';
  return `${schema.type === 'integer' ? 'whole number' : 'number'}${rangeText(schema)}`;
}

function rangeText({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const from =
    exclusiveMinimum === undefined
      ? minimum === undefined
        ? ''
        : ` from ${minimum}`
      : ` above ${exclusiveMinimum}`;
  return maximum === undefined || maximum === longest_days ? from : `${from} to ${maximum}`;
}
