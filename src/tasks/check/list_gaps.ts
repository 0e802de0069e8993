import type { ListGap, ShortList } from '../../sources/copies/stays.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';

/** Dated lists of members: how precisely they tell joins and leaves, and which lists were skipped. */
export async function listGapFindings({ sources }: Checked): Promise<Finding[]> {
  const lists = sources
    .filter(({ table }) => table === 'memberships')
    .flatMap(({ files }) => files.flatMap((file) => (file.lists === undefined ? [] : [file.lists])));
  return [
    ...gapFindings(lists.flatMap(({ gaps }) => gaps)),
    ...shortFindings(lists.flatMap(({ passed_over }) => passed_over)),
    ...leftOutFindings(lists.reduce((sum, { left_out }) => sum + left_out, 0)),
  ];
}

function leftOutFindings(count: number): Finding[] {
  if (count === 0) return [];
  const rows = count === 1 ? 'row of the lists is' : 'rows of the lists are';
  return [
    {
      level: 'warning',
      text: `inputs.memberships: ${count} ${rows} left out: repeated headers, totals, and lines below the data.`,
    },
  ];
}

/** The usual interval between lists is their precision; a longer one means that a list is missing. */
function gapFindings(gaps: readonly ListGap[]): Finding[] {
  const sorted = gaps.map(({ days }) => days).sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)];
  if (usual === undefined) return [];
  const wide = gaps.filter(({ days }) => days > usual).sort((a, b) => b.days - a.days);
  const [widest] = wide;
  const found: Finding[] =
    usual <= 1
      ? []
      : [
          {
            level: 'note',
            text: `inputs.memberships: lists are ${usual} days apart, so when people joined or left is only known to within ${usual} days (joined_after, left_before).`,
          },
        ];
  if (widest === undefined) return found;
  return [
    ...found,
    {
      level: 'warning',
      text: `inputs.memberships: ${wide.length} ${wide.length === 1 ? 'time' : 'times'} more than ${usual === 1 ? 'a day' : `${usual} days`} between two lists of a group, at most ${widest.days} days (group ${visible(widest.group_id)}, ${widest.from} to ${widest.to}): for people who joined or left in between, the time is not known any better.`,
      hint: 'If lists are missing, add them. Nobody counts as leaving on a day without a list.',
    },
  ];
}

function shortFindings(short: readonly ShortList[]): Finding[] {
  if (short.length === 0) return [];
  const names = short.map(
    ({ group_id, day, people, people_before }) =>
      `${group_id} on ${day} (${people} people, ${people_before} before)`,
  );
  return [
    {
      level: 'warning',
      text: `inputs.memberships: ${short.length} ${short.length === 1 ? 'list lacks' : 'lists lack'} many people of the previous one and ${short.length === 1 ? 'is' : 'are'} ignored as cut short: ${firstFew(names, names.length, 3)}.`,
      hint: 'If those people really left, write short_lists: leaves.',
    },
  ];
}
