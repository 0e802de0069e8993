import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from '../../contract/errors.js';

/** A Spark on this machine: its spark-submit, and what the process needs in its environment. */
export interface SparkHome {
  readonly submit: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The pyspark that the tests run on. */
export const pysparkVersion = '4.1.4';

type Environment = Readonly<Record<string, string | undefined>>;

const packageFolder = fileURLToPath(new URL('../../..', import.meta.url));

/** Looks for Spark: SPARK_HOME, then spark-submit on the PATH, then pyspark in a virtual environment (the active one, `.venv` here or next to the program). */
export function findSpark(environment: Environment = process.env): SparkHome {
  const home = environment.SPARK_HOME;
  if (home !== undefined && home !== '') return sparkHome(home);
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'spark-submit'))
    .find((file) => existsSync(file));
  if (onPath !== undefined)
    return inVirtualEnvironment(dirname(dirname(onPath))) ?? { submit: onPath, environment: {} };
  const folders = [environment.VIRTUAL_ENV, join(process.cwd(), '.venv'), join(packageFolder, '.venv')];
  for (const folder of folders) {
    const found = folder === undefined ? null : inVirtualEnvironment(folder);
    if (found !== null) return found;
  }
  throw usageError(
    'engine: spark needs Apache Spark 4, but none was found (SPARK_HOME, spark-submit on the PATH, pyspark in .venv).',
    `Set SPARK_HOME, or run: python3 -m venv .venv && .venv/bin/pip install pyspark==${pysparkVersion}; Java 17 or newer is also needed.`,
  );
}

function sparkHome(home: string): SparkHome {
  const submit = join(home, 'bin', 'spark-submit');
  if (existsSync(submit)) return { submit, environment: { SPARK_HOME: home } };
  throw usageError(
    `SPARK_HOME: "${home}" contains no bin/spark-submit.`,
    'Set it to the folder of an Apache Spark 4 installation.',
  );
}

/** The pyspark package of a virtual environment is a complete Spark; its Python runs the driver. */
function inVirtualEnvironment(folder: string): SparkHome | null {
  const libraries = join(folder, 'lib');
  if (!existsSync(libraries)) return null;
  const home = readdirSync(libraries)
    .map((python) => join(libraries, python, 'site-packages', 'pyspark'))
    .find((candidate) => existsSync(join(candidate, 'bin', 'spark-submit')));
  if (home === undefined) return null;
  return {
    submit: join(home, 'bin', 'spark-submit'),
    environment: { SPARK_HOME: home, PYSPARK_PYTHON: join(folder, 'bin', 'python3') },
  };
}
