import type { PathPlan } from '../../engines/duckdb/paths.js';
import type { Sequences } from '../../paths/sequences.js';
import { visible } from '../../text/printable.js';
import { bareSeparators, type ChannelNames } from './channel_names.js';

/** What the user should know about how a table of paths was read. */
export function pathNotes(plan: PathPlan, names: ChannelNames, sequences: Sequences): string[] {
  const { file } = plan;
  const worthless = sequences.conversions.reduce(
    (count, conversions, row) => count + (conversions > 0 && sequences.values[row] === 0 ? 1 : 0),
    0,
  );
  const notes = nameNotes(plan, names, sequences);
  if (plan.repeated_headers > 0)
    notes.push(
      `${file.name}: ${plan.repeated_headers === 1 ? '1 row repeats' : `${plan.repeated_headers} rows repeat`} the header; left out.`,
    );
  const commas = Object.keys(plan.marks).filter((column) => plan.marks[column] === ',');
  if (commas.length > 0) notes.push(`${file.name}: ${commas.join(', ')} read with a decimal comma.`);
  if (plan.total_null === null)
    notes.push(
      `${file.name} has no column total_null: a row without conversions counts as one journey that led to nothing.`,
    );
  if (plan.total_conversion_value !== null && worthless > 0)
    notes.push(`${file.name}: ${worthless} rows have conversions but no value; they count with value 0.`);
  return notes;
}

function nameNotes({ file, separator }: PathPlan, names: ChannelNames, sequences: Sequences): string[] {
  const { merged, stripped, held } = names;
  const [bare = separator.trim(), ...others] = bareSeparators(separator);
  const typed = others.find((form) => held.length > 0 && held.every((name) => name.includes(form))) ?? bare;
  const isUndivided = sequences.codes.length === sequences.conversions.length;
  const notes: string[] = [];
  if (merged.length > 0)
    notes.push(
      `${file.name}: ${counted(merged)} differed from others only in blanks, or were others joined by "${bare}" (${quoted(merged)}); read as those.`,
    );
  if (stripped.length > 0)
    notes.push(
      `${file.name}: ${counted(stripped)} had leading or trailing blanks (${quoted(stripped)}); read without them.`,
    );
  if (held.length > 0 && isUndivided)
    notes.push(
      `${file.name}: no path contains "${separator}", but some contain "${typed}"; if that separates channels, write --separator "${typed}".`,
    );
  else if (held.length > 0)
    notes.push(
      `${file.name}: ${counted(held)} ${verb(held, 'contains', 'contain')} "${typed}" and ${verb(held, 'is', 'are')} kept, because not all of ${verb(held, 'its', 'their')} parts are channels in other rows (${quoted(held)}); if "${typed}" separates channels, write --separator "${typed}".`,
    );
  const alike = sameButForCase(names.channels);
  if (alike.length > 0)
    notes.push(
      `${file.name}: ${counted(alike)} ${verb(alike, 'differs', 'differ')} from others only in case (${quoted(alike)}); each spelling is a separate channel.`,
    );
  return notes;
}

/** Channels that equal an earlier one apart from case. */
function sameButForCase(channels: readonly string[]): string[] {
  const seen = new Set<string>();
  return channels.filter((channel) => {
    const form = channel.normalize('NFKC').toLowerCase();
    if (seen.has(form)) return true;
    seen.add(form);
    return false;
  });
}

function counted(names: readonly string[]): string {
  return names.length === 1 ? '1 channel' : `${names.length} channels`;
}

/** The verb for one channel, or for several. */
function verb(names: readonly string[], one: string, several: string): string {
  return names.length === 1 ? one : several;
}

const shown = 3;
const longest = 40;

function quoted(names: readonly string[]): string {
  const first = names.slice(0, shown).map((name) => {
    const text = visible(name);
    return `"${text.length > longest ? `${text.slice(0, longest)}…` : text}"`;
  });
  return first.join(', ') + (names.length > shown ? ' and others' : '');
}
