import type { Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { monthOf } from './months.js';

export type Day = readonly [year: number, month: number, day: number];

/** `2024-06-01`, `2024.06.01` or `20240601` in the name of a file; what the program adds behind it begins with a dot. */
const written = /[_.-]?(\d{4})([-._]?)(\d\d)\2(\d\d)(?=\D*$)/;
/** `.01Jun2024`, as Eggdrop names its files. */
const named = /[_.-]?(\d\d)([A-Za-z]{3})(\d{4})$/;
/** Folders for the year, the month and the day, the last of which may be the name of the file. */
const folders = /(?:^|\/)(\d{4})\/(\d\d)[/-](\d\d)(?=\/[^/]*$|$)/;

interface Place {
  readonly day: Day | null;
  /** what is left of the name without the day and extensions; empty if nothing is */
  readonly own: string;
  /** the folder in which the folders of the days are, or the file */
  readonly folder: string;
}

/** What the path of a log says: the day it covers, and the name of its channel. */
function placeOf({ path, name }: Input): Place {
  const whole = name.endsWith(path) ? name : path;
  const parts = whole.split('/');
  const stem = withoutEnds(parts.at(-1) ?? '');
  const day = dayIn(stem);
  if (day !== null)
    return {
      day,
      own: withoutEnds(stem.replace(written, '').replace(named, '')),
      folder: parts.at(-2) ?? '',
    };
  const [found, year, month, date] = folders.exec([...parts.slice(0, -1), stem].join('/')) ?? [];
  if (found === undefined) return { day: null, own: stem, folder: parts.at(-2) ?? '' };
  const above = whole.slice(0, whole.indexOf(found.replace(/^\//, ''))).split('/');
  const isFile = stem === date || stem === `${month}-${date}`;
  return {
    day: [Number(year), Number(month), Number(date)],
    own: isFile ? '' : stem,
    folder: above.at(-2) ?? '',
  };
}

function withoutEnds(name: string): string {
  return name.replace(/(?:\.(?:txt|log|gz|weechatlog))+$/i, '');
}

function dayIn(stem: string): Day | null {
  const [, year, , month, day] = written.exec(stem) ?? [];
  if (year !== undefined) return [Number(year), Number(month), Number(day)];
  const [, date, word = '', own] = named.exec(stem) ?? [];
  const number = monthOf(word);
  return number === null ? null : [Number(own), number, Number(date)];
}

/** The day that a file covers, as its name or its folders say: `2024-06-01.log`, `#chan_20240601.log` or `2024/06/01/#chan.txt`. */
export function dayOfPath(input: Input): Day | null {
  return placeOf(input).day;
}

/** If a file covers one day, its channel is the rest of its name, or the folder. */
export function channelOfPath(input: Input): string {
  const { own, folder } = placeOf(input);
  if (own !== '') return own;
  return folder === '' ? stemOf(input.given) : folder;
}
