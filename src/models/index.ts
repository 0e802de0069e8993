import { firstTouch } from './first_touch.js';
import { inverseJ } from './inverse_j.js';
import { jShaped } from './j_shaped.js';
import { lastNon } from './last_non.js';
import { lastTouch } from './last_touch.js';
import { linear } from './linear.js';
import { markov } from './markov.js';
import type { LearnedModel, Model } from './model.js';
import { positionBased } from './position_based.js';
import { randomTouch } from './random_touch.js';
import { shapley } from './shapley.js';
import { timeDecay } from './time_decay.js';

/** Every attribution model, by the name it has in the configuration, on the command line and in the tables. */
export const models = {
  first_touch: firstTouch,
  last_touch: lastTouch,
  last_non: lastNon,
  linear,
  position_based: positionBased,
  j_shaped: jShaped,
  inverse_j: inverseJ,
  time_decay: timeDecay,
  random_touch: randomTouch,
  markov,
  shapley,
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;

export const modelNames = Object.keys(models) as ModelName[];

/** The learned models among them. */
export function learnedAmong(names: readonly ModelName[]): { name: ModelName; model: LearnedModel }[] {
  return names.flatMap((name) => {
    const model: Model = models[name];
    return 'channelWeights' in model ? [{ name, model }] : [];
  });
}

/** The rule models among them: their weights follow from a path alone. */
export function ruleModels(names: readonly ModelName[]): ModelName[] {
  return names.filter((name) => !('channelWeights' in models[name]));
}
