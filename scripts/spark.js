// Installs pyspark (a complete Spark) into .venv, unless the tested version is already there.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pysparkVersion } from '../dist/engines/spark/home.js';

const folder = fileURLToPath(new URL('../.venv', import.meta.url));
const python = join(folder, 'bin', 'python3');

function works(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function need(command, args, hint) {
  if (works(command, args)) return;
  console.error(`error: \`${command} ${args.join(' ')}\` does not work.\n  hint: ${hint}`);
  process.exit(2);
}

need(
  'java',
  ['-version'],
  'Spark needs Java 17 or newer, for example: apt-get install openjdk-17-jre-headless',
);
const isThere = ['-c', `import pyspark; assert pyspark.__version__ == "${pysparkVersion}"`];
if (!existsSync(python) || !works(python, isThere)) {
  need(
    'python3',
    ['-m', 'venv', folder],
    'Spark needs Python 3.10 or newer with venv, for example: apt-get install python3-venv',
  );
  execFileSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pyspark==${pysparkVersion}`],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
}
