import type { Config } from '../../config/config.js';
import type { Engine } from '../../engines/engine.js';
import { readRows, readTable } from '../../engines/typed_rows.js';
import { editsBetween } from '../../text/edits.js';
import { visible } from '../../text/printable.js';
import { type Finding, firstFew } from './findings.js';

/** How many unknown codes are compared with how many known ones, most frequent first. */
const [mostUnknown, mostKnown] = [500, 20_000];

/** Unknown codes that are one typo away from a known one, and known codes that people cannot tell apart, or used when they were not valid. */
export async function codeWordFindings(engine: Engine, config: Config): Promise<Finding[]> {
  if (config.attribution.code === 'ignore' || config.inputs.codes === undefined) return [];
  return [...(await nearCodes(engine)), ...(await ambiguousCodes(engine)), ...(await lapsedCodes(engine))];
}

async function nearCodes(engine: Engine): Promise<Finding[]> {
  const unknown = await readTable(
    engine,
    'unknown_codes',
    { code: 'text', conversions: 'number' },
    `ORDER BY conversions DESC, code LIMIT ${mostUnknown}`,
  );
  if (unknown.length === 0) return [];
  const known = await readTable(
    engine,
    'known_codes',
    { code: 'text', folded: 'text' },
    `ORDER BY code LIMIT ${mostKnown}`,
  );
  const near = unknown.flatMap(({ code, conversions }) => {
    const written = code.toLowerCase();
    const hit = known.find(
      ({ folded }) => Math.abs(folded.length - written.length) < 2 && editsBetween(written, folded) === 1,
    );
    return hit === undefined || written.length < 3
      ? []
      : [`${visible(code)} (${conversions}) for ${visible(hit.code)}`];
  });
  if (near.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `${near.length} unknown ${near.length === 1 ? 'code is' : 'codes are'} one character away from a known one: ${firstFew(near)}.`,
      hint: 'If they are typos, map them under inputs.conversions.values.code.',
    },
  ];
}

/** A conversion whose code is spelled like none of them counts for the first of them. */
async function ambiguousCodes(engine: Engine): Promise<Finding[]> {
  const rows = await readRows(
    engine,
    { code: 'text', other: 'text' },
    'SELECT min(code) AS code, max(code) AS other FROM known_codes WHERE alike > 1 GROUP BY folded ORDER BY code',
  );
  if (rows.length === 0) return [];
  const pairs = rows.map(({ code, other }) => `${code} and ${other}`);
  return [
    {
      level: 'warning',
      text: `inputs.codes: ${rows.length === 1 ? 'codes differ' : `${rows.length} sets of codes differ`} only in case or width: ${firstFew(pairs)}. A conversion gets the one spelled exactly like its own, or else the first.`,
      hint: 'Shops ignore the case of codes: keep one of each.',
    },
  ];
}

/** Such a use says nothing about a group: without a word, the result would only be missing from its credit. */
async function lapsedCodes(engine: Engine): Promise<Finding[]> {
  const rows = await readTable(
    engine,
    'lapsed_codes',
    { code: 'text', conversions: 'number' },
    'ORDER BY conversions DESC, code',
  );
  if (rows.length === 0) return [];
  const uses = rows.reduce((sum, { conversions }) => sum + conversions, 0);
  const codes = rows.map(({ code, conversions }) => `${visible(code)} (${conversions})`);
  return [
    {
      level: 'warning',
      text: `inputs.codes: ${uses === 1 ? '1 use of a code lies' : `${uses} uses of codes lie`} outside of the times in which the code is valid, and ${uses === 1 ? 'is' : 'are'} not credited by code: ${firstFew(codes)}.`,
      hint: 'Correct valid_from and valid_to, or add the row of the code that was valid then.',
    },
  ];
}
