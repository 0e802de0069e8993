import { stream, unit } from '../../statistics/random.js';
import { normal } from './draw.js';

/** What is fixed about a group; only the messages, and through them a noisy picture of liveliness, can be seen in the data. */
export interface SimulatedGroup {
  readonly group_id: string;
  readonly members: number;
  /** latent, about standard normal */
  readonly liveliness: number;
  /** latent, about standard normal, unrelated to anything observable */
  readonly hidden: number;
  /** landed results per member and week before season, trend and tactic */
  readonly rate: number;
  /** messages per member and week */
  readonly message_rate: number;
  /** how strongly the tactic works here, mean 1 */
  readonly response: number;
}

/** Mean of the results per member and week. */
export const mean_rate = 0.04;

const median_members = 80;
const message_rate = 0.05;

/** The groups of a simulated community. */
export function simulatedGroups(count: number, seed: number): SimulatedGroup[] {
  const random = stream(seed, 'groups');
  const width = String(count - 1).length;
  return Array.from({ length: count }, (_, index) => {
    const liveliness = clip(normal(random), -2, 2);
    return {
      group_id: `g${String(index).padStart(width, '0')}`,
      members: Math.round(clip(median_members * Math.exp(0.5 * normal(random)), 20, 500)),
      liveliness,
      hidden: clip(normal(random), -2, 2),
      rate: mean_rate * Math.exp(0.25 * liveliness + 0.25 * normal(random) - 0.0625),
      message_rate: message_rate * Math.max(0.1, 3 + liveliness + 0.5 * normal(random)),
      response: 0.5 + unit(random),
    };
  });
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
