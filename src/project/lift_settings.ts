import type { Config } from '../config/config.js';
import { defaultThresholds, type Thresholds } from '../lift/checks/thresholds.js';
import { liftEstimators } from '../lift/readings/claim.js';

/** A name in the configuration that does not exist, and those that do. */
interface UnknownName {
  readonly message: string;
  readonly hint: string;
}

/** The limits of gates and verdicts: the defaults, unless the configuration says otherwise. */
export function thresholdsOf(config: Config): Thresholds {
  return { ...defaultThresholds, ...config.lift.gates };
}

/** Names under `lift` that do not exist. */
export function unknownLiftSettings({ lift }: Config): UnknownName[] {
  const known = Object.keys(defaultThresholds);
  const gates = Object.keys(lift.gates)
    .filter((name) => !known.includes(name))
    .map((name) => unknown(`lift.gates: there is no limit "${name}".`, known));
  const estimators = Object.entries(lift.estimators)
    .filter(([, name]) => !(liftEstimators as readonly string[]).includes(name))
    .map(([tactic, name]) =>
      unknown(`lift.estimators.${tactic}: there is no estimator "${name}".`, liftEstimators),
    );
  return [...gates, ...estimators];
}

function unknown(message: string, names: readonly string[]): UnknownName {
  return { message, hint: `There are: ${names.join(', ')}.` };
}
