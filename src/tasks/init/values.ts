import type { Config } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import { parseConfig } from '../../config/parse.js';
import { UserError } from '../../contract/errors.js';
import { chatKinds } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { loadSource } from '../../loading/load.js';
import { holdsStates } from '../../sources/state_column.js';
import { meaningOf } from '../../sources/states.js';
import { configText, type Draft, type FoundGoal, type FoundKind, type FoundState } from './config_text.js';
import type { Found } from './found.js';
import { returnQuestion } from './guess.js';
import { likelyKind } from './kinds.js';
import { isRefundedInPart, refundsIn } from './refund_columns.js';

/** Values are only examined if the files of a table are no larger than this. */
const cheapBytes = 200 << 20;

/** The draft with the kinds of results and activities in the files, if examining them is cheap. */
export async function withValues(
  draft: Draft,
  path: string,
  engine: Engine,
  scratch: string,
): Promise<Draft> {
  const found = await withRefunds(draft.found, parseConfig(configText(draft), path), engine, scratch);
  return valuesOf({ ...draft, found }, path, engine, scratch);
}

async function valuesOf(draft: Draft, path: string, engine: Engine, scratch: string): Promise<Draft> {
  const first = parseConfig(configText(draft), path);
  const states = await statesIn(draft.found, first, engine, scratch);
  const config = parseConfig(configText({ ...draft, states }), path);
  return {
    ...draft,
    needs_zone: await needsZone(draft.found, config, engine, scratch),
    states,
    goals: await goalsIn(draft.found, config, engine, scratch),
    kinds: await kindsIn(draft.found, config, engine, scratch),
  };
}

/** What was found, and the reversals in the orders of each source: if no other file holds reversals, and each order is one row there. */
async function withRefunds(
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<Found[]> {
  const sources = found.filter(({ table }) => table === 'conversions');
  const orders = new Set(sources.flatMap(({ files }) => files));
  const areApart = ({ table, files }: Found) =>
    table === 'reversals' && files.some((file) => !orders.has(file));
  if (found.some(areApart)) return [...found];
  const parts = partsOf(config.inputs.conversions);
  const refunds = new Map<Found, Found>();
  for (const [source, one] of sources.entries()) {
    const refund = refundsIn(one);
    const part = parts[source];
    if (refund === null || part === undefined || hasReversals(found, one)) continue;
    const alone = { ...config, inputs: { ...config.inputs, conversions: { ...part, others: [] } } };
    if (part.on_conflict === 'first' || (await areWhole(found, alone, engine, scratch)))
      refunds.set(one, refund);
  }
  const asked = found.map((one) => {
    const amount = refunds.get(one)?.columns.value;
    if (amount === undefined) return one;
    return { ...one, comments: one.comments?.filter((text) => text !== returnQuestion(amount)) ?? [] };
  });
  return [...asked, ...refunds.values()];
}

/** Whether reversals are read from the files of these orders. */
function hasReversals(found: readonly Found[], orders: Found | undefined): boolean {
  return found.some(
    ({ table, files }) => table === 'reversals' && files.some((file) => orders?.files.includes(file)),
  );
}

/** Whether each order is one row of its file, not a row for each of its lines. */
async function areWhole(
  found: readonly Found[],
  alone: Config,
  engine: Engine,
  scratch: string,
): Promise<boolean> {
  if (!(await isLoaded('conversions', found, alone, engine, scratch))) return false;
  const [split] = await readRows(
    engine,
    { conversion_id: 'text' },
    `SELECT conversion_id FROM in_conversions WHERE problem IS NULL AND conversion_id IS NOT NULL
    GROUP BY conversion_id, file_no HAVING count(*) > 1 LIMIT 1`,
  );
  return split === undefined;
}

/** Whether times cannot be read because they have no offset and no zone is declared. */
async function needsZone(
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<boolean> {
  if (config.timezone_declared) return false;
  for (const table of ['activities', 'conversions'] as const) {
    const input = config.inputs[table];
    if (input === undefined || found.every((one) => one.table !== table || one.missing.length > 0)) continue;
    try {
      await loadSource(table, input, { ...config, goals: [] }, engine, scratch);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (/\bzone\b/.test(error.message)) return true;
    }
  }
  return false;
}

/** If there are more different values than this, they are ids, not kinds. */
const mostValues = 40;

const mostGoals = 8;

async function goalsIn(
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<FoundGoal[]> {
  if (!(await isLoaded('conversions', found, config, engine, scratch))) return [];
  const rows = await readRows(
    engine,
    { goal: 'text', conversions: 'number', highest: 'whole?', currencies: 'number' },
    `SELECT goal, count(*) AS conversions, max(value_minor) AS highest, count(DISTINCT currency) AS currencies
    FROM in_conversions WHERE problem IS NULL AND is_landed = 1 AND goal IS NOT NULL GROUP BY goal ORDER BY conversions DESC, goal LIMIT ${mostValues + 1}`,
  );
  if (rows.length > mostValues) return [];
  const results = rows.filter(
    (row) => !(chatKinds as readonly string[]).includes(row.goal.trim().toLowerCase()),
  );
  return results.slice(0, mostGoals).map((row) => ({
    goal: row.goal,
    conversions: row.conversions,
    has_value: (row.highest ?? 0n) > 0n && row.currencies < 2,
  }));
}

/** The states of each source of the conversions that has any, by its place among them. */
async function statesIn(
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<FoundState[]> {
  const sources = found.filter(({ table }) => table === 'conversions');
  const states: FoundState[] = [];
  for (const [source, part] of partsOf(config.inputs.conversions).entries()) {
    const status = sources[source]?.columns.status;
    const alone = { ...config, inputs: { ...config.inputs, conversions: { ...part, others: [] } } };
    if (status === undefined || !(await isLoaded('conversions', found, alone, engine, scratch))) continue;
    const rows = await readRows(
      engine,
      { state: 'text', conversions: 'number' },
      `SELECT coalesce(status, '') AS state, count(*) AS conversions FROM in_conversions
      WHERE problem IS NULL GROUP BY coalesce(status, '') ORDER BY conversions DESC, state LIMIT ${mostValues + 1}`,
    );
    const isSaid = ({ state }: { readonly state: string }) =>
      holdsStates(status) ? state !== '' : meaningOf(state) !== 'unknown';
    if (rows.length > mostValues || !rows.some(isSaid)) continue;
    const areDeducted = hasReversals(found, sources[source]);
    const meaning = (state: string) => (areDeducted && isRefundedInPart(state) ? 'landed' : meaningOf(state));
    states.push(...rows.map((row) => ({ ...row, source, meaning: meaning(row.state) })));
  }
  return states;
}

async function kindsIn(
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<FoundKind[]> {
  if (!(await isLoaded('activities', found, config, engine, scratch))) return [];
  const rows = await readRows(
    engine,
    { kind: 'text', activities: 'number' },
    `SELECT kind, count(*) AS activities FROM in_activities WHERE problem IS NULL AND kind IS NOT NULL
    GROUP BY kind ORDER BY activities DESC, kind LIMIT ${mostValues + 1}`,
  );
  if (rows.length > mostValues) return [];
  return rows.map(({ kind, activities }) => ({
    kind,
    canonical: likelyKind(kind),
    activities,
  }));
}

/** Reads a table if it is complete and small; false if it is not. */
async function isLoaded(
  table: 'activities' | 'conversions',
  found: readonly Found[],
  config: Config,
  engine: Engine,
  scratch: string,
): Promise<boolean> {
  const one = found.find((candidate) => candidate.table === table);
  const input = config.inputs[table];
  const bytes = one?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
  if (one === undefined || input === undefined || one.missing.length > 0 || bytes > cheapBytes) return false;
  try {
    // the written file asks for the zone; any will do here
    await loadSource(table, input, { ...config, goals: [], timezone_declared: true }, engine, scratch);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
