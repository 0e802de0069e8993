import type { Config, GoalConfig } from '../../config/config.js';
import { currencyDigits } from '../../contract/money.js';
import { version } from '../../contract/version.js';
import type { Source } from '../../loading/load.js';
import { businessDay, zonedText } from '../../project/period.js';
import type { Encoding } from '../../sources/encodings/encoding.js';
import type { SourceFile } from '../../sources/plan.js';
import type { RunFacts } from './facts.js';
import { ruleHashes } from './rule_hashes.js';

/** What a run says about itself before anything is counted: when, on what, from which files, by which rules. */
export function runSaid(
  config: Config,
  models: readonly string[],
  sources: readonly Source[],
  facts: RunFacts,
) {
  return {
    version,
    run_hash: facts.run_hash,
    period: { from: facts.period.from, to: facts.period.to, week: facts.period.week },
    as_of: zonedText(facts.as_of_us, config.timezone),
    as_of_us: facts.as_of_us,
    models: [...models],
    rules: ruleHashes(config),
    goals: goalsSaid(config),
    inputs: sources.map((source) => inputEntry(source, config)),
  };
}

/** What determines the currency in which goals are counted. */
export interface GoalsMoney extends Pick<Config, 'currency'> {
  readonly goals: readonly Pick<GoalConfig, 'name' | 'value' | 'currency'>[];
}

/** The goals of a run, and the currency and digits of each. */
export function goalsSaid(config: GoalsMoney) {
  return config.goals.map(({ name, value, currency }) => {
    const money = currency ?? config.currency;
    return { goal: name, value, currency: money, digits: currencyDigits(money) };
  });
}

function inputEntry(source: Source, config: Config) {
  const day = (us: number | null) => (us === null ? null : businessDay(us, config.timezone));
  return {
    table: source.table,
    rows: source.rows,
    rejected: source.rejected,
    skipped: source.skipped,
    hash: source.hash,
    first_day: day(source.first_ts_us),
    last_day: day(source.last_ts_us),
    files: source.files.map((file) => ({
      path: file.url ?? file.path,
      bytes: file.bytes,
      sha256: file.sha256,
      ...encodingOf(file),
      ...(file.remote === undefined ? {} : { modified_at: new Date(file.remote.modified_ms).toISOString() }),
    })),
  };
}

/** How the text of a file was read, and whether its encoding was declared or detected. */
function encodingOf({ format }: SourceFile): Partial<Encoding> {
  const { encoding, encoding_by } = format;
  return format.format === 'csv' || format.format === 'json' ? { encoding, encoding_by } : {};
}
