import * as z from 'zod';
import { columnsOf, defaultTouchKinds, type TableName, tableNames } from '../tables.js';

const channels = ['group', 'tactic', 'kol', 'kind', 'platform'] as const;
const weekStarts = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'iso',
] as const;
const defaultModels = ['first_touch', 'last_touch', 'linear', 'position_based', 'time_decay'];

/** The largest window the schema admits, in days: within it every time stays a safe number of microseconds. */
const longest_days = 100_000;

/** `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

// Every schema says as `error` what is expected, in words that complete "expected ...".
function text(error: string) {
  return z.string({ error }).min(1, { error });
}

function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: either(words) });
}

/** One dimension of a touch, or two joined by a plus. */
function channel() {
  const error = `${either(channels)}, or two of them such as group+kind`;
  const isChannel = (name: string) => {
    const parts = name.split('+');
    return (
      parts.length <= 2 &&
      new Set(parts).size === parts.length &&
      parts.every((part) => (channels as readonly string[]).includes(part))
    );
  };
  return z.string({ error }).refine(isChannel, { error });
}

function flag() {
  return z.boolean({ error: 'true or false' });
}

function days() {
  const error = `a number of days above 0 (at most ${longest_days})`;
  return z.number({ error }).gt(0, { error }).max(longest_days, { error });
}

function share() {
  const error = 'a number from 0 to 1';
  return z.number({ error }).min(0, { error }).max(1, { error });
}

function atLeast(minimum: number) {
  const error = `a number of at least ${minimum}`;
  return z.number({ error }).min(minimum, { error });
}

function wholeAtLeast(minimum: number) {
  const error = `a whole number of at least ${minimum}`;
  return z.int({ error }).min(minimum, { error });
}

function listOf<T extends z.ZodType>(item: T, error: string) {
  return z.array(item, { error }).min(1, { error });
}

function mapOf<T extends z.ZodType>(value: T, error: string) {
  return z.record(z.string(), value, { error });
}

function keys<T extends z.ZodRawShape>(
  shape: T,
  error = `a map with the keys ${either(Object.keys(shape))}`,
) {
  return z.strictObject(shape, { error });
}

/** Text as it stands in the file; editors may see a number or a flag there. */
function anyText() {
  return z.string({ error: 'a text' }).meta({ type: ['string', 'number', 'boolean'] });
}

function texts() {
  const error = 'a value or a list of values';
  return z.union([anyText(), listOf(anyText(), error)], { error });
}

function kinds() {
  const error = 'a kind of activity or a list of kinds';
  return z.union([text(error), listOf(text(error), error)], { error });
}

function columnMap<T extends z.ZodType>(table: TableName, value: () => T) {
  const columns = Object.entries(columnsOf(table));
  return keys(
    Object.fromEntries(columns.map(([name, { summary }]) => [name, value().optional().describe(summary)])),
  );
}

const filesError = 'a file name or a list of file names';
const files = () => z.union([text(filesError), listOf(text(filesError), filesError)], { error: filesError });

function inputKeys(table: TableName) {
  return keys({
    files: files().describe(
      'The files, relative to the configuration: a name, a pattern such as `a-*.csv`, or a list.',
    ),
    columns: columnMap(table, () => text('the name of a source column'))
      .prefault({})
      .describe('Canonical column -> source column, only where they differ.'),
    where: mapOf(texts(), 'a map from columns to accepted values')
      .default({})
      .describe(
        'Keeps only rows with these values: a source column (or a canonical one) -> value or list of values.',
      ),
    values: columnMap(table, () => mapOf(anyText(), 'a map from source values to canonical values'))
      .prefault({})
      .describe('Canonical column -> source value -> canonical value.'),
    timezone: text('an IANA time zone')
      .optional()
      .describe("Zone of wall times in these files (IANA name); the configuration's zone where absent."),
    encoding: text('a text encoding')
      .optional()
      .describe('Encoding of the files, such as gb18030; found from the content where absent.'),
    parts: flag()
      .default(false)
      .describe('The files are disjoint parts: equal rows in two files count twice.'),
    sheet: z
      .union([wholeAtLeast(1), text('a sheet')], { error: 'a sheet number from 1 or a sheet name' })
      .optional()
      .describe('Sheet number (from 1) or name, XLSX only; the first sheet where absent.'),
  });
}

function inputOf(table: TableName) {
  const error = 'a file name, a list of file names or a map with the key files';
  const fileList = listOf(text(error), error);
  const summary = tableSummary(table);
  if (table !== 'identities')
    return z.union([text(error), fileList, inputKeys(table)], { error }).describe(summary);
  return z
    .union([text(error), fileList, inputKeys(table)], { error: `\`same\`, ${error}` })
    .describe(`${summary} \`same\`: member and user ids are the same thing.`);
}

function tableSummary(table: TableName): string {
  return `Files of the table ${table}: a name, a list of names, or a map.`;
}

const inputsError = 'a map with activities, conversions, identities and any other table';
const inputShape = Object.fromEntries(
  tableNames.map((table) => {
    const needed = table === 'activities' || table === 'conversions' || table === 'identities';
    return [table, needed ? inputOf(table) : inputOf(table).optional().describe(tableSummary(table))];
  }),
) as unknown as Record<TableName, z.ZodOptional<ReturnType<typeof inputOf>>>;

const goal = keys({
  name: text('a name').describe('Name of the goal, as it appears in tables and reports.'),
  match: mapOf(texts(), 'a map from columns to accepted values').describe(
    'Which conversions count: column (canonical or source) -> value or list of values; several columns must all match.',
  ),
  window_days: days().describe('Lookback window in days: how old a touch may be when the conversion lands.'),
  value: flag().default(false).describe('Whether the money of these conversions is counted.'),
  headline: flag().default(false).describe('Whether the report puts this goal first.'),
  settle_days: atLeast(0).default(0).describe('Days after the window until figures are final (refunds).'),
  currency: text('three capital letters such as CNY')
    .optional()
    .describe('The one currency of this goal; the currency of the configuration where absent.'),
});

const touch = keys({
  kinds: kinds().describe('Kinds of activity that count as touches.'),
  reach: oneOf(['actor', 'audience'])
    .default('actor')
    .describe('Whom it touches. actor: who did it; audience: every member present.'),
  weight: atLeast(0).default(1).describe('Weight of one such touch, relative to other rules.'),
  window_days: days()
    .optional()
    .describe("Shorter window for these touches; the goal's window where absent."),
});

const orderError = 'a whole number from 1 to 4, or auto';

const attribution = keys({
  channel: channel()
    .default('group')
    .describe(
      'What learned models see as a channel: group, tactic, kol, kind, platform, or a pair such as group+kind.',
    ),
  models: listOf(text('the name of a model'), 'a list of at least one model')
    .default(defaultModels)
    .describe('The attribution models to compute.'),
  last_non: keys({
    kinds: z
      .union(
        [text('a kind of activity'), z.array(text('a kind of activity'), { error: 'a list of kinds' })],
        {
          error: 'a kind of activity or a list of kinds',
        },
      )
      .default([])
      .describe('Kinds that are passed over.'),
  })
    .prefault({})
    .describe('The model last_non: the last touch that is not of these kinds.'),
  position_based: keys({
    first: share().default(0.4).describe('Share of the first touch.'),
    last: share().default(0.4).describe('Share of the last touch; the touches between share the rest.'),
  })
    .prefault({})
    .describe('The model position_based.'),
  time_decay: keys({
    half_life_days: days().default(7).describe('Age in days at which a touch counts half.'),
  })
    .prefault({})
    .describe('The model time_decay.'),
  markov: keys({
    order: z
      .union(
        [
          z.int({ error: orderError }).min(1, { error: orderError }).max(4, { error: orderError }),
          z.literal('auto'),
        ],
        {
          error: orderError,
        },
      )
      .default(1)
      .describe('How many touches back a state remembers, or auto.'),
  })
    .prefault({})
    .describe('The model markov.'),
  code: oneOf(['touch', 'override', 'ignore'])
    .default('touch')
    .describe(
      'What a code on a conversion is. touch: a touch at that moment; override: it takes all credit; ignore.',
    ),
  reuse_touches: flag()
    .default(true)
    .describe(
      'Whether a touch may earn credit for several conversions; false cuts paths at the previous one.',
    ),
});

const engine = keys({
  kind: oneOf(['duckdb', 'spark']).default('duckdb').describe('Where the SQL runs.'),
  master: text('a Spark master')
    .optional()
    .describe('Spark only: the master, such as `spark://127.0.0.1:7077`.'),
  conf: mapOf(anyText(), 'a map of settings').default({}).describe('Settings handed to the engine.'),
  warehouse: text('a folder').optional().describe("Spark only: the folder of Spark's tables."),
});

/** The shape of the configuration file, before checks that need more than one value. */
export const configSchema = keys(
  {
    timezone: text('an IANA time zone such as Asia/Shanghai')
      .default('UTC')
      .describe('Business zone (IANA name): where days and weeks begin.'),
    week_starts: oneOf(weekStarts).default('monday').describe('First day of a week; iso is monday.'),
    currency: text('three capital letters such as CNY')
      .optional()
      .describe('Currency of values without one (ISO 4217).'),
    as_of: text('a date such as 2026-11-16 or a date and time such as 2026-11-16T08:00:00+08:00')
      .optional()
      .describe(
        'Nothing later is read; a date is the start of that day. The latest time in the inputs where absent.',
      ),
    engine: engine.prefault({}).describe('Where the SQL runs.'),
    identity: keys({
      min_confidence: share().default(0).describe('Identity links below this confidence are not used.'),
      max_users: wholeAtLeast(1)
        .default(5)
        .describe('A person with more product users is quarantined and listed.'),
    })
      .prefault({})
      .describe('How ids are joined to persons.'),
    inputs: keys(inputShape, inputsError).describe('Where each canonical table comes from.'),
    goals: listOf(goal, 'a list of at least one goal').describe('What counts as landed.'),
    touches: listOf(touch, 'a list of at least one rule')
      .default([{ kinds: defaultTouchKinds, reach: 'actor', weight: 1 }])
      .describe(
        'Which activities are touches; of overlapping rules the first holds. Chat counts only where named here.',
      ),
    attribution: attribution.prefault({}).describe('How credit is divided.'),
    sensitivity: keys({
      windows_days: z
        .array(days(), { error: 'a list of days' })
        .min(1, { error: 'one to eight windows' })
        .max(8, { error: 'one to eight windows' })
        .default([7, 30, 90])
        .describe('Windows in days under which the ranking is repeated.'),
    })
      .prefault({})
      .describe('Whether another window would change the decision.'),
    lift: keys({
      period: oneOf(['week', 'day']).default('week').describe('Length of a period of the panel.'),
      smallest_useful: z
        .number({ error: 'a number above 0' })
        .gt(0, { error: 'a number above 0' })
        .optional()
        .describe('The smallest effect worth acting on; verdicts name it.'),
      estimators: mapOf(text('the name of an estimator'), 'a map from tactics to estimators')
        .default({})
        .describe(
          'Tactic -> holdout, imputation, synthetic_did or recurring, where the automatic choice is not wanted.',
        ),
      gates: mapOf(z.number({ error: 'a number' }), 'a map of limits')
        .default({})
        .describe('Limits of the gates that differ from the default, by name.'),
    })
      .prefault({})
      .describe('How the incremental effect of tactics is measured.'),
    rejects: keys({
      max_share: share().default(0.001).describe('A larger share of rejected rows fails the run.'),
    })
      .prefault({})
      .describe('How many bad rows are borne.'),
    report: keys({
      language: oneOf(['en', 'zh']).default('en').describe('Language of the report.'),
      mask: oneOf(['none', 'hash'])
        .default('none')
        .describe('hash: ids and names of people become short hashes.'),
      min_cell: wholeAtLeast(0)
        .default(0)
        .describe('Figures about fewer people are not printed; 0 prints all.'),
    })
      .prefault({})
      .describe('What the report looks like.'),
  },
  'a map with the keys inputs and goals',
);

export type WrittenConfig = z.output<typeof configSchema>;
export type WrittenInput = z.output<ReturnType<typeof inputKeys>>;

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

/** The keys a map may have at a path of keys and indices. */
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

/** Whether a number, flag or null of the file is taken as it is, or else as its text. */
export function takesValue(schema: z.core.$ZodType, value: unknown): boolean {
  return optionsOf(schema).some((option) => {
    if (option instanceof z.ZodUnknown) return true;
    return typeof value === 'number' ? option instanceof z.ZodNumber : option instanceof z.ZodBoolean;
  });
}

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

export interface ConfigKey {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly summary: string;
}

/** Every key of the configuration in its order, for the documentation; the keys of an input once, as `inputs.<table>`. */
export function configReference(): ConfigKey[] {
  return keysWithin(configJsonSchema(), '');
}

function keysWithin(schema: JsonSchema, prefix: string): ConfigKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const property = value as JsonSchema;
    if (prefix === 'inputs.' && name !== 'activities') return [];
    const key = prefix === 'inputs.' ? 'inputs.<table>' : `${prefix}${name}`;
    return [configKey(key, property, schema.required?.includes(name) === true), ...keysBelow(key, property)];
  });
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
  'activities, conversions and identities are required; `identities: same` says that member and user ids are the same thing.';

function keysBelow(key: string, property: JsonSchema): ConfigKey[] {
  if (/^inputs\.<table>\.(columns|values)$/.test(key)) return [];
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
