import { checkedOptions } from '../project/options.js';
import type { LiftDesignOptions } from '../tasks/studies/design.js';
import { declareCommand, only } from './declaration.js';
import { asOfOption, configOption, engineOptions } from './shared_options.js';
import { printLines } from './with_progress.js';

/** `grouplift lift design`: plans a trial of groups and assigns them at random. */
export const liftDesign = declareCommand({
  name: 'lift design',
  summary: 'plan a trial: how many groups for how long detect which effect; assign them at random',
  arguments: [],
  options: {
    ...configOption,
    goal: { value: '<name>', summary: 'the goal (default: the first headline goal)' },
    type: { value: '<type>', summary: 'type of the groups (default: the one with the most groups)' },
    periods: {
      value: '<number>',
      summary:
        'how long the trial runs, in periods of the panel (default: 8, or a third of them if there are fewer than 16)',
    },
    groups: { value: '<number>', summary: 'groups per arm (default: half of all)' },
    effect: {
      value: '<rate>',
      summary: 'smallest effect worth detecting, per member and period: uses as many groups as that needs',
    },
    tactic: { value: '<id>', summary: 'name of the tactic in the assignment', default: 'planned' },
    seed: { value: '<number>', summary: 'seed of the random assignment', default: '1' },
    out: { value: '<file>', summary: 'write the assignment: tactic_id, group_id, arm' },
    ...asOfOption,
    ...engineOptions,
  },
  run: async (_, options) => {
    const study = await import('../tasks/studies/design.js');
    await printLines((progress) =>
      study.liftDesign(only<LiftDesignOptions>()(checkedOptions(options)), progress),
    );
  },
});
