import { placeholderWords } from '../contract/empty_words.js';
import { defaultTouchKinds } from '../contract/tables.js';
import { attribution } from './attribution_schema.js';
import { mostGoals } from './goals.js';
import { type inputKeys, inputs } from './input_schema.js';
import {
  anyText,
  days,
  daysFrom0,
  flag,
  keys,
  kinds,
  listOf,
  mapOf,
  oneOf,
  share,
  text,
  texts,
  weight,
  wholeAtLeast,
} from './values.js';
import { weekdays } from './weekdays.js';
import { z } from './zod.js';

const goal = keys({
  name: text('a name').describe('Name of the goal, as it appears in tables and reports.'),
  match: mapOf(texts(), 'a map from columns to accepted values').describe(
    'Which conversions count: column (canonical or source) -> value or list of values; if there are several columns, all must match.',
  ),
  window_days: days().describe(
    'Lookback window in days: how old a touch may be at the time the conversion lands.',
  ),
  value: flag().default(false).describe('Whether the money of these conversions is counted.'),
  headline: flag().default(false).describe('Whether this is a headline goal, shown first in the report.'),
  settle_days: daysFrom0()
    .default(0)
    .describe('Days after the window until the figures are final (refunds).'),
  currency: text('three capital letters such as CNY')
    .optional()
    .describe('The currency of this goal; by default the currency of the configuration.'),
  label: label().optional().describe('The name of the goal in the report; by default its `name`.'),
});

/** A name in each language of the report. */
function label() {
  return keys({
    en: text('a name').optional().describe('Its name in the English report.'),
    zh: text('a name').optional().describe('Its name in the Chinese report.'),
  });
}

/** Names for ids, in each language of the report. */
function labels() {
  return mapOf(
    label(),
    'a map from names in the data to names in the report, such as { en: stores, zh: 门店群 }',
  ).default({});
}

const touch = keys({
  kinds: kinds().describe('Kinds of activity that count as touches.'),
  reach: oneOf(['actor', 'audience'])
    .default('actor')
    .describe('Who is touched. actor: the person who did it; audience: every member present.'),
  weight: weight().default(1).describe('Weight of one such touch, relative to the other rules.'),
  window_days: days()
    .optional()
    .describe('A shorter window for these touches; by default the window of the goal.'),
});

const engine = keys({
  kind: oneOf(['duckdb', 'spark']).default('duckdb').describe('Where the SQL runs.'),
  master: text('a Spark master')
    .optional()
    .describe('Spark only: the master, such as `spark://127.0.0.1:7077`.'),
  conf: mapOf(anyText(), 'a map of settings').default({}).describe('Settings passed to the engine.'),
  warehouse: text('a folder').optional().describe("Spark only: the folder for Spark's tables."),
});

/** The shape of the configuration file, before the checks that involve more than one value. */
export const configSchema = keys(
  {
    timezone: text('an IANA time zone such as Asia/Shanghai')
      .default('UTC')
      .describe('Business zone (IANA name): where days and weeks begin.'),
    week_starts: oneOf([...weekdays, 'iso'] as const)
      .default('monday')
      .describe('First day of a week; iso is monday.'),
    currency: text('three capital letters such as CNY')
      .optional()
      .describe('Currency of amounts without one (ISO 4217).'),
    as_of: text('a date such as 2026-11-16 or a date and time such as 2026-11-16T08:00:00+08:00')
      .optional()
      .describe(
        'Nothing later than this is read; a date means the start of that day. By default the latest time in the inputs.',
      ),
    engine: engine.prefault({}).describe('Where the SQL runs.'),
    identity: keys({
      min_confidence: share().default(0).describe('Identity links with a lower confidence are not used.'),
      max_users: wholeAtLeast(1)
        .default(5)
        .describe('A person with more product users than this is quarantined and listed.'),
      max_members: wholeAtLeast(1)
        .default(100)
        .describe(
          'A person with more chat members than this (ids of one person in many groups) is quarantined and listed.',
        ),
      max_share: share()
        .default(0.25)
        .describe(
          'A product user with at least 100 conversions with a value, and more than this share of all of them, is quarantined and listed; so is a person with at least 20 members and more than this share of all of them. 1 switches this off.',
        ),
      placeholders: z
        .array(text('a word'), { error: 'a list of words' })
        .default([...placeholderWords])
        .describe('Words that mean "nobody" in id columns, whatever their case; [] switches this off.'),
    })
      .prefault({})
      .describe('How ids are joined into persons.'),
    inputs: inputs.describe('Where each canonical table comes from.'),
    goals: listOf(goal, 'a list of at least one goal')
      .max(mostGoals, { error: `at most ${mostGoals} goals` })
      .describe('What counts as landed.'),
    touches: listOf(touch, 'a list of at least one rule')
      .default([{ kinds: defaultTouchKinds, reach: 'actor', weight: 1 }])
      .describe(
        'Which activities are touches; if rules overlap, the first one applies. Chat counts only if it is listed here.',
      ),
    attribution: attribution.prefault({}).describe('How credit is divided.'),
    sensitivity: keys({
      windows_days: z
        .array(days(), { error: 'a list of days' })
        .min(1, { error: 'one to eight windows' })
        .max(8, { error: 'one to eight windows' })
        .default([7, 30, 90])
        .describe('Windows, in days, for which the ranking is repeated.'),
    })
      .prefault({})
      .describe('Whether another window would change the decision.'),
    lift: keys({
      period: oneOf(['week', 'day']).default('week').describe('Length of a period of the panel.'),
      smallest_useful: z
        .number({ error: 'a number above 0' })
        .gt(0, { error: 'a number above 0' })
        .optional()
        .describe('The smallest effect worth acting on; verdicts refer to it.'),
      estimators: mapOf(text('the name of an estimator'), 'a map from tactics to estimators')
        .default({})
        .describe(
          'Tactic -> holdout, imputation, synthetic_did or recurring, to override the automatic choice.',
        ),
      gates: mapOf(z.number({ error: 'a number' }), 'a map of limits')
        .default({})
        .describe('Limits of the gates that differ from the default, by name.'),
    })
      .prefault({})
      .describe('How the incremental effect of tactics is measured.'),
    rejects: keys({
      max_share: share().default(0.001).describe('The run fails if a larger share of rows is rejected.'),
    })
      .prefault({})
      .describe('How many bad rows are tolerated.'),
    report: keys({
      language: oneOf(['en', 'zh']).default('en').describe('Language of the report.'),
      mask: oneOf(['none', 'hash'])
        .default('none')
        .describe("hash: the report shows people's ids as short hashes, made with a secret key."),
      mask_key_file: text('the name of a file')
        .optional()
        .describe(
          'File with that key, relative to the configuration; by default the key is taken from GROUPLIFT_MASK_KEY.',
        ),
      labels: keys({
        types: labels().describe(
          'Types of groups -> { en: ..., zh: ... }, in the plural: `store: { en: shops }`.',
        ),
        kinds: labels().describe('Kinds of tactics -> { en: ..., zh: ... }.'),
        models: labels().describe('Models -> { en: ..., zh: ... }.'),
        owners: labels().describe(
          "Owners of groups (`owner_id`) -> { en: ..., zh: ... }; an owner who is a KOL is shown under the KOL's name.",
        ),
        matrices: labels().describe('Matrices of groups (`groups.matrix`) -> { en: ..., zh: ... }.'),
      })
        .prefault({})
        .describe(
          'Names in the report for types, matrices and owners of groups, kinds of tactics and models; by default the words it knows, or the names in the data.',
        ),
      min_cell: wholeAtLeast(0)
        .default(0)
        .describe('Figures about fewer people than this are not shown; 0 shows all.'),
    })
      .prefault({})
      .describe('What the report looks like.'),
  },
  'a map with the keys inputs and goals',
);

/** The configuration as written in the file, with defaults filled in. */
export type WrittenConfig = z.output<typeof configSchema>;
/** One input written as a map. */
export type WrittenInput = z.output<ReturnType<typeof inputKeys>>;
