import { check } from './check.js';
import { completion } from './completion.js';
import type { CommandDeclaration } from './declaration.js';
import { demo } from './demo.js';
import { diff } from './diff.js';
import { explain } from './explain.js';
import { importing } from './import.js';
import { init } from './init.js';
import { liftDesign } from './lift_design.js';
import { liftPanel } from './lift_panel.js';
import { liftRead } from './lift_read.js';
import { liftTrial } from './lift_trial.js';
import { paths } from './paths.js';
import { run } from './run.js';
import { schema } from './schema.js';
import { simulate } from './simulate.js';

/** Every command, in the order of the help. */
export const commands: readonly CommandDeclaration[] = [
  demo,
  importing,
  init,
  check,
  run,
  diff,
  explain,
  liftRead,
  liftDesign,
  liftPanel,
  liftTrial,
  simulate,
  paths,
  schema,
  completion(() => commands),
];

/** What is shown above commands of two words. */
export const commandGroups: Readonly<Record<string, string>> = {
  lift: 'the incremental effect of tactics: what would not have happened otherwise',
};
