import { configSchema } from './schema.js';
import { z } from './zod.js';

/** The schemas behind optional values, defaults and unions. */
export function optionsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return optionsOf(schema.def.innerType);
  }
  return schema instanceof z.ZodUnion ? schema.def.options.flatMap(optionsOf) : [schema];
}

/** The schema of one key of a map, or of an item of a list; undefined where that key is unknown. */
export function schemaWithin(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  for (const option of optionsOf(schema)) {
    if (option instanceof z.ZodObject && Object.hasOwn(option.shape, step)) return option.shape[String(step)];
    if (option instanceof z.ZodRecord) return option.valueType;
    if (option instanceof z.ZodArray && typeof step === 'number') return option.def.element;
  }
  return undefined;
}

/** The keys that a map may have at a path of keys and indices. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const schema = path.reduce<z.core.$ZodType | undefined>(
    (around, step) => around && schemaWithin(around, step),
    configSchema,
  );
  if (schema === undefined) return [];
  return optionsOf(schema).flatMap((option) =>
    option instanceof z.ZodObject ? Object.keys(option.shape) : [],
  );
}

/** Whether a number, flag or null in the file is taken as such, rather than as its text. */
export function takesValue(schema: z.core.$ZodType, value: unknown): boolean {
  return optionsOf(schema).some((option) => {
    if (option instanceof z.ZodUnknown) return true;
    return typeof value === 'number' ? option instanceof z.ZodNumber : option instanceof z.ZodBoolean;
  });
}
