/** Why it moved, in English. */
export const moved = {
  title: (total: string, rate: string, volume: string, mix: string, outside: string | null) =>
    `${total}: ${rate} from results per member, ${volume} from members, ${mix} from the mix of groups${outside === null ? '' : `, ${outside} from outside the groups`}`,
  fewResults: (before: string, now: string) => `${now} after ${before}: too few to say why it moved`,
  lead: (week: string, before: string) =>
    `Gross results of the headline goals in the week of ${week} against that of ${before}. An exact split, no cause: a campaign, a season or a tactic may stand behind any of them.`,
  unlike: (share: string) => `Take care: groups with ${share} of the members moved against the total rate.`,
  outside: (count: string) => `${count} of it came from people outside the groups, or not known.`,
  sum: 'Parts add up to the total.',
  table: 'The groups that moved it most',
  columns: {
    group: 'Group',
    before: 'The week before',
    now: 'This week',
    members: 'Home members',
    rate: 'By rate',
    mix: 'By mix',
  },
};
