import { type LiftTrialOptions, liftTrial } from '../studies/trial.js';

/** `grouplift lift trial <file> [conversions]`: the effect of the arms of a randomised trial. */
export async function trial(
  file: string,
  conversions: string | undefined,
  options: LiftTrialOptions,
): Promise<void> {
  const { lines, notes } = await liftTrial(file, conversions, options);
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
