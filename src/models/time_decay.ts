import type { WeightModel } from './model.js';

export const timeDecay: WeightModel = {
  name: 'time_decay',
  summary: 'A touch counts half as much for every half-life between it and the last touch of the path.',
  weight: (settings) => `pow(2e0, -days_before_last / ${settings.time_decay.half_life_days.toExponential()})`,
};
