/** Documented exit codes: 0 done, 1 our bug, 2 wrong usage or configuration, 3 wrong input, 130 interrupted (Ctrl-C; other signals: 128 and their number). */
export const exitCodes = { done: 0, bug: 1, usage: 2, input: 3, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A problem the user can fix: one sentence that says what was found where, and a hint that says what to do. */
export class UserError extends Error {
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(message: string, hint: string, exitCode: ExitCode) {
    super(oneLine(message));
    this.name = 'UserError';
    this.hint = oneLine(hint);
    this.exitCode = exitCode;
  }
}

/** Text on one line, without characters that would move the cursor of a terminal. */
function oneLine(text: string): string {
  return text
    .replace(/\r?\n|\r/g, '↵')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** A wrong option, command or configuration (exit code 2). */
export function usageError(message: string, hint: string): UserError {
  return new UserError(message, hint, exitCodes.usage);
}

/** Wrong input data (exit code 3). */
export function inputError(message: string, hint: string): UserError {
  return new UserError(message, hint, exitCodes.input);
}

/** What the machine lacks, such as memory or disk: not the fault of any input (exit code 3). */
export class MachineError extends UserError {
  constructor(message: string, hint: string) {
    super(message, hint, exitCodes.input);
    this.name = 'MachineError';
  }
}

/** Times in digits that may be a calendar time or an epoch: the times of other tables may show which. */
export class UnclearDigits extends UserError {
  constructor(message: string, hint: string) {
    super(message, hint, exitCodes.usage);
    this.name = 'UnclearDigits';
  }
}

/** The user pressed Ctrl-C; `kept` says what was written all the same. */
export class Interrupted extends Error {
  constructor(kept = 'nothing was written') {
    super(`interrupted: ${kept}`);
    this.name = 'Interrupted';
  }
}
