import type { Config } from '../config/config.js';
import { unknownLiftSettings } from './lift_settings.js';

/** Something a run needs and does not have. */
export interface Unmet {
  readonly kind: 'usage' | 'input';
  readonly message: string;
  readonly hint: string;
}

/** What the configuration requests that this version or this input cannot provide. */
export function unmetSettings(config: Config): Unmet[] {
  const unmet: Unmet[] = unknownLiftSettings(config).map((name) => ({ kind: 'usage', ...name }));
  if (config.touches.some((rule) => rule.reach === 'audience') && config.inputs.memberships === undefined) {
    unmet.push({
      kind: 'input',
      message: 'touches: reach audience needs to know who was present, but there is no memberships table.',
      hint: 'Add inputs.memberships, or use reach: actor; presence is never inferred from posts.',
    });
  }
  return unmet;
}
