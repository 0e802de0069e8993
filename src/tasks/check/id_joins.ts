import { idDifferences } from '../../contract/published_words.js';
import type { Engine } from '../../engines/engine.js';
import { type RowIn, readTable } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import { type Finding, shareText } from './findings.js';

/** How an id differs from a known one, in words that complete "they differ from a known id only by". */
const apartWords: Readonly<Record<(typeof idDifferences)[number], string>> = {
  case: 'upper and lower case',
  decimal: 'a trailing .0',
  zeros: 'leading zeros',
  blanks: 'blanks or hyphens inside',
  prefix: 'what stands before the first digit',
  country: 'the country code or the grouping of a phone number',
};

/** Where the ids are looked up. */
const targets: Readonly<Record<string, string>> = {
  'conversions.user_id': 'the identities',
  'conversions.code': 'codes',
  'members.member_id': 'the identities',
  'memberships.member_id': 'the identities',
  'memberships.group_id': 'activities or groups',
  'reversals.conversion_id': 'conversions',
  'activities.group_id': 'groups',
  'activities.tactic_id': 'tactics',
  'groups.kol_id': 'kols',
  'tactic_groups.group_id': 'activities, memberships or groups',
  'tactic_groups.tactic_id': 'tactics',
  'codes.group_id': 'activities, memberships or groups',
  'codes.tactic_id': 'tactics',
  'codes.kol_id': 'kols',
};

/** The columns for which every id that is not found is reported; elsewhere only near misses are. */
const needed = [
  'tactic_groups.group_id',
  'tactic_groups.tactic_id',
  'codes.group_id',
  'codes.tactic_id',
  'codes.kol_id',
];

/** Ids of one table that should be in another but are not, and how they differ from known ones. */
export async function idJoinFindings(engine: Engine): Promise<Finding[]> {
  const rows = await readTable(engine, 'id_joins', joinShape, 'WHERE lost > 0 ORDER BY reference');
  return rows.flatMap(joinFinding);
}

const joinShape = {
  reference: 'text',
  named: 'number',
  lost: 'number',
  near: 'number',
  apart: [...idDifferences, null],
  example: 'text?',
  known_id: 'text?',
} as const;

function joinFinding(row: RowIn<typeof joinShape>): Finding[] {
  const { reference, named, lost, near } = row;
  const isMostlyLost = reference === 'memberships.group_id' && lost * 2 > named;
  if (near === 0 && !needed.includes(reference) && !isMostlyLost) return [];
  const text = `${reference}: ${shareText(lost, named, 'ids')} are not found in ${targets[reference] ?? 'the other tables'}`;
  if (near === 0) return [{ level: 'warning', text: `${text}.` }];
  const apart = row.apart === null ? '' : apartWords[row.apart];
  return [
    {
      level: 'warning',
      text: `${text}; ${near === lost ? 'all' : near.toLocaleString('en-US')} of them differ from a known id only by ${apart}, such as "${visible(String(row.example))}" from "${visible(String(row.known_id))}".`,
      hint: `Ids are compared as written: spell them the same way in all files.${row.apart === 'country' || row.apart === 'decimal' || row.apart === 'zeros' ? ' If they are telephone numbers, read both columns with transform: phone, as in { column: ..., transform: phone }.' : ''}`,
    },
  ];
}
