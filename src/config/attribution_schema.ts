import { days, either, flag, keys, listOf, oneOf, share, text } from './values.js';
import { z } from './zod.js';

const channels = ['group', 'tactic', 'kol', 'kind', 'platform'] as const;

const defaultModels = ['first_touch', 'last_touch', 'linear', 'position_based', 'time_decay'];

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

const orderError = 'an integer from 1 to 4, or auto';

/** How credit is divided: the section `attribution` of the file. */
export const attribution = keys({
  channel: channel()
    .default('group')
    .describe(
      'What learned models use as a channel: group, tactic, kol, kind, platform, or a pair such as group+kind.',
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
      .describe('Kinds to skip.'),
  })
    .prefault({})
    .describe('The model last_non: the last touch that is not one of these kinds.'),
  position_based: keys({
    first: share().default(0.4).describe('Share of the first touch.'),
    last: share().default(0.4).describe('Share of the last touch; the touches between share the rest.'),
  })
    .prefault({})
    .describe('The model position_based.'),
  time_decay: keys({
    half_life_days: days().default(7).describe('Age in days at which a touch has half the weight.'),
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
      'What a code on a conversion means. touch: a touch at that moment; override: the code takes all the credit; ignore: nothing.',
    ),
  reuse_touches: flag()
    .default(true)
    .describe(
      'Whether a touch may earn credit for several conversions; false cuts paths at the previous one.',
    ),
});
