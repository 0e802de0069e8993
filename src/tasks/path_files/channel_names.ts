import type { ListColumn } from '../../engines/duckdb/columns.js';

/** The channels of a table after merging names that mean the same, and what was done to which names. */
export interface ChannelNames {
  /** in the order of their bytes */
  readonly channels: readonly string[];
  /** for each name in the file, the channels it stands for, as indices into `channels` */
  readonly meaning: readonly (readonly number[])[];
  /** names that equal other channels apart from blanks, or several channels joined by the bare separator */
  readonly merged: readonly string[];
  /** names that only lost blanks at their ends */
  readonly stripped: readonly string[];
  /** names that contain the bare separator but are kept, because their parts are not channels */
  readonly held: readonly string[];
}

/**
 * Channel names without blanks at either end. A name that contains the bare separator, such as `a>b` if ` > ` separates
 * channels, is split if all of its parts are channels in other rows.
 */
export function channelNames(names: readonly string[], separator: string): ChannelNames {
  const bare = bareSeparators(separator);
  const holds = (name: string) => bare.some((form) => name.includes(form));
  const plain = new Set(names.map(withoutBlanks).filter((name) => !holds(name)));
  const isDivided = (parts: readonly string[]) =>
    parts.length > 1 && parts.every((part) => part !== '' && plain.has(part));
  const read = names.map((name) => {
    const parts = bare
      .reduce((texts, form) => texts.flatMap((text) => text.split(form)), [name])
      .map(withoutBlanks);
    return isDivided(parts) ? parts : [withoutBlanks(name)];
  });
  const channels = [...new Set(read.flat())].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const place = new Map(channels.map((channel, at) => [channel, at]));
  const writings = new Map<string, number>();
  for (const parts of read)
    if (parts.length === 1) writings.set(parts[0] as string, (writings.get(parts[0] as string) ?? 0) + 1);
  const changed = [...names.keys()].filter((at) => read[at]?.length !== 1 || read[at]?.[0] !== names[at]);
  const isMerged = (at: number) => {
    const [first = '', ...others] = read[at] ?? [];
    return others.length > 0 || (writings.get(first) ?? 0) > 1;
  };
  const named = (places: readonly number[]) => places.map((at) => names[at] as string);
  return {
    channels,
    meaning: read.map((parts) => parts.map((part) => place.get(part)!)),
    merged: named(changed.filter(isMerged)),
    stripped: named(changed.filter((at) => !isMerged(at))),
    held: names.filter((name, at) => holds(name) && read[at]?.length === 1),
  };
}

/** How the separator may be mistyped: without the blanks around it, or as full-width characters. */
export function bareSeparators(separator: string): string[] {
  const bare = separator.trim();
  const wide = bare.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  return [...new Set([bare, wide])].filter((form) => form !== '' && form !== separator);
}

/** Without white space and zero-width marks at either end. */
function withoutBlanks(name: string): string {
  return name.replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/g, '');
}

/** Turns paths of names in the file into paths of channels. */
export function renamedPaths(paths: ListColumn, { meaning, channels }: ChannelNames): ListColumn {
  const isSame = meaning.length === channels.length && meaning.every(([only], name) => only === name);
  if (isSame) return paths;
  const offsets = new Int32Array(paths.offsets.length);
  let length = 0;
  for (let path = 0; path + 1 < paths.offsets.length; path += 1) {
    for (let at = paths.offsets[path]!; at < paths.offsets[path + 1]!; at += 1)
      length += meaning[paths.items[at]!]?.length ?? 0;
    offsets[path + 1] = length;
  }
  const items = new Int32Array(length);
  let next = 0;
  for (const name of paths.items) for (const channel of meaning[name] ?? []) items[next++] = channel;
  return { offsets, items };
}
