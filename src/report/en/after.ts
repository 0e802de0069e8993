import { plural } from './nouns.js';

/** What came after a tactic: a pulse, a lasting gain, or results that were only brought forward. */
export const after = {
  title: 'Pulse or lasting gain: what landed while a tactic ran, and after it',
  during: 'While it ran',
  soon: 'Weeks 1 and 2 after',
  later: 'Weeks 4 to 8 after',
  verdicts: {
    lasting: 'Lasting gain',
    pulse: 'Pulse',
    pulled_forward: 'Brought forward',
    cannot_tell: 'Cannot tell',
  },
  sentence: {
    lasting: (name: string, goal: string, during: string, then: string) =>
      `${name} left a lasting gain in ${goal}: ${then} four to eight weeks after it; while it ran, ${during}.`,
    pulse: (name: string, goal: string, during: string, then: string) =>
      `${name} was a pulse in ${goal}: ${during} while it ran, and ${then} four to eight weeks after it.`,
    pulled_forward: (name: string, goal: string, during: string, then: string) =>
      `${name} brought ${goal} forward: ${during} while it ran, and ${then} in the two weeks after it.`,
    cannot_tell: (name: string, goal: string, during: string, then: string) =>
      `Whether ${name} lasted in ${goal} cannot be told: ${during} while it ran, and ${then} four to eight weeks after it.`,
  },
  times: (ratio: string, low: string, high: string) =>
    `${ratio} times what groups of the same type without it lead to expect (95\u00a0% ${low} to ${high})`,
  unknown: 'too few to say',
  tooFew: 'Too few landed, or too few groups of its type went without it.',
  rest: (open: number, told: number) =>
    told === 0
      ? `Pulse or lasting gain: ${plural(open, 'tactic', 'tactics')} ended at least eight weeks ago, and the data cannot tell yet whether anything lasted.`
      : `Pulse or lasting gain: of ${plural(open, 'more tactic', 'more tactics')} the data cannot tell.`,
  seen: (name: string, gain: string) =>
    `The data comes closest for ${name}, where a lasting gain of ${gain} or more would have been detected.`,
  next: (groups: string, gain: string) =>
    `The cheapest next step: run it again in ${groups} groups chosen at random, leave ${groups} of the same type without it, and look eight weeks after it: that detects ${gain} or more.`,
  noSize: 'Too few landed before it or after it to give a size.',
  smallest: 'Detectable lasting gain',
  test: 'A test that would settle it',
  sides: (groups: string, gain: string) => `${groups} against ${groups} groups: ${gain} or more`,
  none: 'Pulse or lasting gain: no tactic with an end and groups of its own has eight weeks of results before it and after it.',
  notYet: (day: string) =>
    `Pulse or lasting gain: no tactic has been over for eight weeks yet; the first one can be judged from ${day} on.`,
  note: 'People who landed, against the eight weeks before and against groups of the same type without the tactic. All tactics are judged together (Holm), so that at most 1 in 20 reports in which none of them did anything names one. A comparison, not proof: other tactics may have run in the same groups.',
};
