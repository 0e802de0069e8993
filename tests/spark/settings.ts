/** Spark as the tests run it: small, and without the optimising compiler, which costs more than it saves in a minute. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** For tests whose subject is not SQL: expressions are interpreted, for compiling a hundred small stages takes most of their time. */
export const interpreted = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
};

/** The environment for a run: a folder of settings, and an event log in which what happened can be read afterwards. */
export interface SparkSettings {
  readonly env: Readonly<Record<string, string>>;
  readonly eventLog: string;
}

export function sparkSettings(more: Readonly<Record<string, string>> = {}): SparkSettings {
  const folder = mkdtempSync(join(tmpdir(), 'spark-settings-'));
  folders.push(folder);
  const eventLog = join(folder, 'events');
  mkdirSync(eventLog);
  const settings = {
    'spark.sql.shuffle.partitions': '2',
    'spark.sql.parquet.compression.codec': 'uncompressed',
    'spark.driver.memory': '1g',
    'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
    'spark.executor.memory': '1g',
    'spark.executor.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.driver.host': '127.0.0.1',
    'spark.eventLog.enabled': 'true',
    'spark.eventLog.dir': `file://${eventLog}`,
    'spark.eventLog.rolling.enabled': 'false',
    'spark.eventLog.compress': 'false',
    ...more,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  writeFileSync(join(folder, 'spark-defaults.conf'), `${lines.join('\n')}\n`);
  return { env: { SPARK_CONF_DIR: folder }, eventLog };
}

export function removeSettings(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
