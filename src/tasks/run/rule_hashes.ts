import { createHash } from 'node:crypto';
import type { Config, InputConfig } from '../../config/config.js';

/** Hashes of what determines how rows are read and counted: if one of them differs, two runs counted by different rules. */
export interface RuleHashes {
  readonly sections: Readonly<Record<string, string>>;
  /** for every input: which columns and values are read, not which files */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The hashes of a configuration; labels, files and line numbers do not matter. */
export function ruleHashes(config: Config): RuleHashes {
  const { models: _models, channel: _channel, ...attribution } = config.attribution;
  const sections = {
    days: [config.timezone, config.week_starts],
    goals: config.goals.map(({ name, match, window_days, value, currency }) => [
      ...[name, match, window_days, value, currency],
    ]),
    touches: config.touches,
    attribution,
    identity: [config.identity, config.identities_same],
  };
  const inputs = Object.entries(config.inputs).map(([table, input]) => [table, hashOf(readingOf(input))]);
  return {
    sections: Object.fromEntries(Object.entries(sections).map(([name, rules]) => [name, hashOf(rules)])),
    inputs: Object.fromEntries(inputs),
  };
}

function readingOf({ files: _files, line: _line, others, ...reading }: InputConfig): unknown {
  return { ...reading, others: others.map(readingOf) };
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('hex')
    .slice(0, 16);
}
