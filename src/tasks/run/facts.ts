import { createHash } from 'node:crypto';
import type { Config } from '../../config/config.js';
import { version } from '../../contract/version.js';
import type { Engine } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import type { Source } from '../../loading/load.js';
import type { ModelName } from '../../models/index.js';
import type { Period } from '../../project/period.js';

/** Figures about the run as a whole. */
export interface RunFacts {
  readonly period: Period;
  readonly as_of_us: number;
  readonly activities: number;
  readonly conversions: number;
  readonly members: number;
  readonly members_matched: number;
  readonly matched_message_share: number | null;
  readonly left_out_after_as_of: number;
  readonly run_hash: string;
}

/** Counts what the whole run has read and matched. */
export async function runFacts(
  engine: Engine,
  config: Config,
  models: readonly ModelName[],
  period: Period,
  asOf: number,
  sources: readonly Source[],
): Promise<RunFacts> {
  const talk = await readRow(
    engine,
    { messages: 'number', matched_messages: 'number', members: 'number', matched: 'number' },
    'SELECT messages, matched_messages, members, matched FROM talk_counts',
  );
  const counts = await readRow(
    engine,
    { activities: 'number', conversions: 'number' },
    'SELECT (SELECT count(*) FROM activities) AS activities, (SELECT count(*) FROM conversion_rows) AS conversions',
  );
  const latest = Math.max(...sources.map((source) => source.last_ts_us ?? 0));
  const { left_out } =
    latest <= asOf
      ? { left_out: 0 }
      : await readRow(
          engine,
          { left_out: 'number' },
          `SELECT (SELECT count(*) FROM in_activities WHERE coalesce(ingested_at_us, ts_us) > ${asOf} OR ts_us > ${asOf}) + (SELECT count(*) FROM in_conversions WHERE coalesce(ingested_at_us, ts_us) > ${asOf} OR ts_us > ${asOf}) AS left_out`,
        );
  const messages = talk.messages;
  return {
    period,
    as_of_us: asOf,
    activities: counts.activities,
    conversions: counts.conversions,
    members: talk.members,
    members_matched: talk.matched,
    matched_message_share: messages === 0 ? null : talk.matched_messages / messages,
    left_out_after_as_of: left_out,
    run_hash: runHash(config, models, period, asOf, sources),
  };
}

/** Hash of the rows read (in any order, from any files), of how they were counted, and of the version. */
function runHash(
  config: Config,
  models: readonly ModelName[],
  period: Period,
  asOf: number,
  sources: readonly Source[],
): string {
  const { path: _path, inputs: _inputs, engine: _engine, report: shown, ...counting } = config;
  const { labels: _labels, ...report } = shown;
  const goals = config.goals.map(({ line: _line, label: _label, ...goal }) => goal);
  const rules = { ...counting, goals, report };
  const rows = sources.map((source) => [source.table, source.rows - source.rejected, source.hash]);
  return createHash('sha256')
    .update(JSON.stringify([version, rules, models, period.from, period.to, asOf, rows]))
    .digest('hex')
    .slice(0, 16);
}
