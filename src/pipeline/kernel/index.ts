/**
 * Credit from arrays instead of SQL: one sort of the touches by person and time; every path, every window around a conversion and what they
 * reach are slices of it. The SQL stages remain authoritative: a test asserts that every table is equal, and whatever the arrays cannot do is
 * left to SQL for the whole run.
 */
import type { Arrays } from '../../engines/arrays.js';
import type { Engine, Publication } from '../../engines/engine.js';
import { readRow } from '../../engines/typed_rows.js';
import type { Dimension } from '../credit_sums.js';
import { makeSums } from '../decided_steps.js';
import type { PipelineSettings } from '../settings.js';
import { weightsInUse } from '../stages/settings.js';
import { type Step, stageSql } from '../steps.js';
import { giveChannelSums } from './channel_sums.js';
import { findAfter, findPaths } from './credit_kernel.js';
import { ledgerInArrays } from './ledger.js';
import { creditOf } from './path_credit.js';
import { canBeIndexed, readLanded, readTouches, readWindows, type Volume, volumeOf } from './read_touches.js';
import { giveSensitivity } from './sensitivity.js';
import { type Credited, givePaths, givePlaceboCounts, giveReach, giveTouches } from './tables.js';

/** How to make the tables that the kernel makes, by stage; null: only SQL would have needed it. */
export type KernelStages = Readonly<Record<string, ((engine: Engine) => Promise<number | null>) | null>>;

/** What the credit of a run was made by: arrays, or SQL and why. */
export type KernelChoice =
  | {
      readonly by: 'arrays';
      readonly touches: number;
      readonly stages: KernelStages;
      /** the ledger in its final order */
      readonly ledger: () => Promise<Publication>;
    }
  | { readonly by: 'sql'; readonly reason: string };

/** Bytes that a touch takes while touches are sorted, and afterwards; on a path (including the weight of one model), and there per model. */
const bytesPerTouch = 64;
const bytesPerTouchSorted = 36;
const bytesOnPath = 32;
const bytesPerCredit = 4;

/** The share of the memory that all of this may take. */
const shareOfMemory = 0.75;

/** Reads the touches and credits every path, if arrays can; the people's touches must have been counted. */
export async function chooseKernel(engine: Engine, settings: PipelineSettings): Promise<KernelChoice> {
  if (settings.kernel.by === 'sql') return settings.kernel;
  const asked = whyNot(settings);
  if (asked !== null) return { by: 'sql', reason: asked };
  const { arrays } = engine;
  if (arrays === undefined) return { by: 'sql', reason: `the engine ${engine.name} has no arrays` };
  const volume = await volumeOf(engine);
  const found = (await heavy(engine)) ?? tooLarge(volume, settings.kernel.memory_bytes);
  if (found !== null) return { by: 'sql', reason: found };
  const credited = await credit(engine, arrays, settings, volume);
  if (credited === null) {
    await arrays.leave(settings.kernel.memory_bytes);
    return { by: 'sql', reason: doNotFit };
  }
  return {
    by: 'arrays',
    touches: volume.touches,
    stages: kernelStages(arrays, credited, settings, volume),
    ledger: () => ledgerInArrays(arrays, credited),
  };
}

const doNotFit = 'the touches do not fit into memory';

/** The step of the recipe as the kernel takes it: in its own way, not at all, or unchanged. */
export function stageInArrays(stages: KernelStages, own: Step): Step {
  const made = stages[own.stage];
  return made === undefined ? own : { ...own, run: made ?? (async () => null) };
}

/** What the configuration requests that arrays cannot do. */
function whyNot({ config, models }: PipelineSettings): string | null {
  if (config.inputs.codes !== undefined) return 'conversions may carry codes';
  if (config.touches.some(({ reach, weight }) => reach === 'audience' && weight > 0))
    return 'posts count for their audience';
  if (new Set(weightsInUse(config)).size > 1) return 'touch rules have different weights';
  const other = models.find((name) => creditOf(name, config.attribution) === null);
  return other === undefined ? null : `the model ${other} needs more than the path`;
}

async function heavy(engine: Engine): Promise<string | null> {
  const { people } = await readRow(
    engine,
    { people: 'number' },
    'SELECT count(*) AS people FROM heavy_people',
  );
  return people > 0 ? 'touches of very active people are bundled' : null;
}

function tooLarge(volume: Volume, memory: number): string | null {
  if (!canBeIndexed(volume)) return 'there are more touches than arrays can number';
  return bytesToSort(volume) > memory * shareOfMemory ? doNotFit : null;
}

/** Long ids are read into an array that may be twice as long as they are. */
function bytesToSort({ touches, long_bytes }: Volume): number {
  return touches * bytesPerTouch + 2 * long_bytes;
}

async function credit(
  engine: Engine,
  arrays: Arrays,
  { config, models, kernel }: PipelineSettings,
  volume: Volume,
): Promise<Credited | null> {
  const memory = kernel.by === 'arrays' ? kernel.memory_bytes : 0;
  await arrays.leave(Math.max(memory / 2, memory - bytesToSort(volume)));
  const { index, channels } = await readTouches(arrays, volume);
  const { landed, worths } = await readLanded(arrays);
  const windows = {
    ...(await readWindows(engine, volume.sizes)),
    most_touches:
      (memory * shareOfMemory - volume.touches * bytesPerTouchSorted - 2 * volume.long_bytes) /
      (bytesOnPath + bytesPerCredit * models.length),
  };
  const paths = findPaths(index, landed, channels, windows);
  const after = paths && findAfter(index, landed, channels, windows);
  if (paths === null || after === null) return null;
  const credits = models.flatMap((model) => {
    const along = creditOf(model, config.attribution);
    return along === null ? [] : [{ model, micro: along(paths) }];
  });
  const touches = { channels: index.channels, ids: index.ids };
  return {
    whole: { index },
    touches,
    channels,
    landed,
    worths,
    paths,
    after,
    weight: weightsInUse(config)[0] ?? 1,
    credits,
  };
}

function kernelStages(
  arrays: Arrays,
  credited: Credited,
  settings: PipelineSettings,
  { sizes }: Volume,
): KernelStages {
  const { config, models } = settings;
  const goals = config.goals.length;
  const values = { group: sizes.groups, tactic: sizes.tactics, kol: sizes.kols };
  const reach = (dimension: Dimension) => async (engine: Engine) =>
    values[dimension] === 0
      ? engine.make(`${dimension}_reach`, stageSql('reach_of_none'))
      : giveReach(arrays, credited, dimension, { goals, values: values[dimension] });
  return {
    lookbacks: null,
    pairs_heavy: null,
    audience_bundles: null,
    pairs_audience: null,
    after_actor: null,
    after_audience: null,
    after_touches: null,
    sensitivity_touches: null,
    sensitivity_pairs: null,
    sensitivity_paths: null,
    sensitivity_sums: (engine) => giveSensitivity(engine, arrays, credited, settings),
    pairs_actor: async () => {
      await giveTouches(arrays, credited);
      return credited.paths.touches.length;
    },
    pairs: async (engine) => {
      await engine.view('pairs', 'SELECT p.*, 1 AS reach_no FROM pairs_actor p');
      return null;
    },
    paths: () => givePaths(arrays, credited),
    credit_rows: async () => credited.paths.touches.length,
    channel_sums: async (engine) =>
      (await giveChannelSums(arrays, credited, goals)) ?? makeSums(engine, models),
    placebo_counts: () => givePlaceboCounts(arrays, credited, goals),
    group_reach: reach('group'),
    tactic_reach: reach('tactic'),
    kol_reach: reach('kol'),
  };
}
