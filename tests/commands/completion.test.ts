/** The scripts that complete command lines, run in a real shell where it is installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { completionScripts } from '../../src/commands/completion_scripts.js';
import { commands } from '../../src/commands/index.js';

const scriptOf = (shell: string) => completionScripts.get(shell)?.(commands) ?? '';

/** What bash offers after these words. */
function offered(...words: string[]): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'completion-')), 'grouplift.bash');
  writeFileSync(file, scriptOf('bash'));
  const typed = ['grouplift', ...words].map((word) => `'${word}'`).join(' ');
  const asks = `source '${file}'; COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _grouplift; echo "\${COMPREPLY[*]}"`;
  return execFileSync('bash', ['-c', asks], { encoding: 'utf8' }).trim().split(' ').sort();
}

it('offers commands, subcommands, options and closed lists of values', () => {
  expect(offered('')).toContain('run');
  expect(offered('lift', '')).toEqual(['design', 'panel', 'read', 'trial']);
  expect(offered('run', '--w')).toEqual(['--week']);
  expect(offered('explain', 'order-17', '--g')).toEqual(['--goal']);
  expect(offered('lift', 'panel', 'panel.csv', '--estimator', 's')).toEqual(['sdid']);
});

it.each(['bash', 'zsh', 'fish'])('names every command and option for %s', (shell) => {
  const script = scriptOf(shell);
  for (const { name, options } of commands) {
    for (const word of name.split(' ')) expect(script).toContain(word);
    for (const option of Object.keys(options))
      expect(script).toContain(option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  }
});
