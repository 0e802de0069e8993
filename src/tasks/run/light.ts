import { exitCodes, UserError } from '../../contract/errors.js';
import type { Level, Report } from '../../report/report.js';

/** Can the figures be trusted? green: yes; yellow: with care, or it is not known; red: not yet. */
export type Light = 'green' | 'yellow' | 'red';

const lights: Readonly<Record<Level, Light>> = { good: 'green', care: 'yellow', open: 'yellow', bad: 'red' };

/** The light of a report, and its sentence. */
export interface Status {
  readonly light: Light;
  readonly status: string;
}

export function statusOf({ opening }: Pick<Report, 'opening'>): Status {
  const { level, title, text } = opening.status;
  return { light: lights[level], status: sentences(title, text) };
}

/** A title, which ends without a full stop, and the sentences below it. */
function sentences(title: string, text: string): string {
  if (text === '') return title;
  return /\p{Script=Han}|[）」]$/u.test(title.slice(-1)) ? `${title}。${text}` : `${title}. ${text}`;
}

/** The lights at which a scheduled job should fail. */
const failing: Readonly<Record<'red' | 'yellow', readonly Light[]>> = {
  red: ['red'],
  yellow: ['yellow', 'red'],
};

/** Throws if the light of a run is one that the caller asked to fail on; what was written stays. */
export function failOn(limit: 'red' | 'yellow' | undefined, { light, status }: Status, folder: string): void {
  if (limit === undefined || !failing[limit].includes(light)) return;
  throw new UserError(
    `The light is ${light}: ${status}`,
    `The result is in ${folder}; the exit code is due to --fail-on ${limit}.`,
    exitCodes.input,
  );
}
