import { configSchema } from './schema.js';
import { z } from './zod.js';

/** The schemas behind optional values, defaults and unions. */
export function optionsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return optionsOf(schema.def.innerType);
  }
  return schema instanceof z.ZodUnion ? schema.def.options.flatMap(optionsOf) : [schema];
}

/** The schemas that one key of a map, or an item of a list, may have; none where that key is unknown. */
export function schemasWithin(around: readonly z.core.$ZodType[], step: PropertyKey): z.core.$ZodType[] {
  return around.flatMap(optionsOf).flatMap((option): z.core.$ZodType[] => {
    if (option instanceof z.ZodRecord) return [option.valueType];
    if (option instanceof z.ZodArray) return typeof step === 'number' ? [option.def.element] : [];
    if (!(option instanceof z.ZodObject) || !Object.hasOwn(option.shape, step)) return [];
    const own = option.shape[String(step)];
    return own === undefined ? [] : [own];
  });
}

/** The keys that a map may have at a path of keys and indices. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const schemas = path.reduce<z.core.$ZodType[]>(schemasWithin, [configSchema]);
  const keys = schemas
    .flatMap(optionsOf)
    .flatMap((option) => (option instanceof z.ZodObject ? Object.keys(option.shape) : []));
  return [...new Set(keys)];
}

/** Whether a number, flag or null in the file is taken as such, rather than as its text. */
export function takesValue(schemas: readonly z.core.$ZodType[], value: unknown): boolean {
  return schemas.flatMap(optionsOf).some((option) => {
    if (option instanceof z.ZodUnknown) return true;
    return typeof value === 'number' ? option instanceof z.ZodNumber : option instanceof z.ZodBoolean;
  });
}
