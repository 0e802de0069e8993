import { usageError } from '../contract/errors.js';
import { completionScripts } from './completion_scripts.js';
import { type CommandDeclaration, declareCommand } from './declaration.js';

/** `grouplift completion <shell>`: a script that completes commands and options; `listed` are the commands of the program. */
export const completion = (listed: () => readonly CommandDeclaration[]) =>
  declareCommand({
    name: 'completion',
    summary: 'print a script that completes commands and options in a shell',
    arguments: [{ value: '<shell>', summary: 'bash, zsh or fish' }],
    options: {},
    run: async ([shell]) => {
      const script = completionScripts.get(shell);
      if (script === undefined)
        throw usageError(
          `completion: found "${shell}", expected bash, zsh or fish.`,
          'Name one of the three.',
        );
      process.stdout.write(script(listed()));
    },
  });
