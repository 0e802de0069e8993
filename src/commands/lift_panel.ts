import { type LiftPanelOptions, liftPanel } from '../studies/panel.js';

/** `grouplift lift panel <file>`: the effect of a treatment in any panel, without gates. */
export async function panel(file: string, options: LiftPanelOptions): Promise<void> {
  const { lines, notes } = await liftPanel(file, options);
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
