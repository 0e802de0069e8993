/** Titles of the tables behind the checks, in English. */
export const tables = {
  sources: 'What was read',
  match: 'Members matched, by group',
  matchObserved:
    'Where memberships are not known, members are those seen in the activities; the first one stands for joining.',
  reconciliation: 'Credited + unattributed = ledger',
  rejects: 'Rejected rows',
  foundHidden: 'What was found is shown as a hash, because people are masked.',
};
