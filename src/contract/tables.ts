/**
 * The contract between all parts: which columns a canonical table has, and what each column means.
 * Every id is text. Every time is a BIGINT of microseconds since the epoch, UTC (suffix `_us` once parsed).
 */

/** Years in which a time can lie: in many systems earlier times stand for "unknown", and later ones for "never". */
export const possibleYears = [1990, 2099] as const;

/** How a source value is read: `end` is a time where a plain date includes that whole day. */
export type ColumnKind = 'id' | 'text' | 'time' | 'end' | 'date' | 'integer' | 'number' | 'money' | 'flag';

export interface Column {
  readonly kind: ColumnKind;
  readonly required?: true;
  /** required in a table, not in every row */
  readonly may_be_empty?: true;
  /** an id of a person: words such as NULL or guest there stand for nobody */
  readonly names_person?: true;
  readonly summary: string;
}

export interface CanonicalTable {
  readonly summary: string;
  readonly columns: Readonly<Record<string, Column>>;
}

const required = true as const;
const may_be_empty = true as const;
const names_person = true as const;

/** The canonical input tables, required columns first. `activities`, `conversions` and `identities` are the minimum for a run. */
export const canonicalTables = {
  activities: {
    summary: 'One thing that happened in a group: a message, a click, a scan, a broadcast.',
    columns: {
      ts: { kind: 'time', required, summary: 'When it happened.' },
      group_id: { kind: 'id', required, summary: 'The group it happened in.' },
      kind: { kind: 'text', required, summary: 'What it was (an open set; unknown kinds are kept).' },
      activity_id: { kind: 'id', summary: 'Its id in the source; derived from the content if absent.' },
      member_id: { kind: 'id', names_person, summary: 'Who did it.' },
      role: { kind: 'text', summary: 'operator, kol, member, bot or system.' },
      tactic_id: { kind: 'id', summary: 'The tactic it belongs to.' },
      code: { kind: 'id', summary: 'The live QR or promo code it carries.' },
      reply_to: { kind: 'id', summary: 'The activity it replies to.' },
      mention_all: { kind: 'flag', summary: 'Whether it mentions everybody.' },
      url_count: { kind: 'integer', summary: 'Links in it.' },
      text_length: { kind: 'integer', summary: 'Length of its text in characters.' },
      amount: { kind: 'number', summary: 'Money in it, such as the size of a red envelope.' },
      currency: { kind: 'text', summary: 'Currency of the amount.' },
      platform: { kind: 'text', summary: 'The chat platform.' },
      source: { kind: 'text', summary: 'The system that exported it.' },
      ts_precision_s: {
        kind: 'number',
        summary: 'Precision of ts in seconds: the time lies in [ts, ts + precision).',
      },
      ingested_at: { kind: 'time', summary: 'When the row arrived in the source system.' },
    },
  },
  conversions: {
    summary: 'One landed result in the product: a registration, an order, a post.',
    columns: {
      conversion_id: { kind: 'id', summary: 'Its id; derived from the content if absent.' },
      ts: { kind: 'time', required, summary: 'When it landed.' },
      user_id: {
        kind: 'id',
        required,
        may_be_empty,
        names_person,
        summary: 'The product user; empty for a guest.',
      },
      goal: { kind: 'text', required, summary: 'What kind of result it is; goals match on it.' },
      value: { kind: 'money', summary: 'Its value in the major unit of the currency; never negative.' },
      currency: { kind: 'text', summary: 'ISO 4217 code.' },
      code: { kind: 'id', summary: 'The promo or channel code used.' },
      status: {
        kind: 'text',
        summary: 'Its state, such as paid or refunded; `landed_states` says which land.',
      },
      ingested_at: { kind: 'time', summary: 'When the row arrived in the source system.' },
    },
  },
  identities: {
    summary: 'Two ids that belong to one person.',
    columns: {
      member_id: { kind: 'id', names_person, summary: 'The id in the chat.' },
      user_id: { kind: 'id', names_person, summary: 'The id in the product.' },
      id_type_a: { kind: 'text', summary: 'General form: type of the first id.' },
      id_a: { kind: 'id', names_person, summary: 'General form: the first id.' },
      id_type_b: { kind: 'text', summary: 'General form: type of the second id.' },
      id_b: { kind: 'id', names_person, summary: 'General form: the second id.' },
      source: { kind: 'text', summary: 'Where the link comes from.' },
      confidence: { kind: 'number', summary: 'Between 0 and 1; absent counts as 1.' },
      first_seen: { kind: 'time', summary: 'When the link was first seen.' },
    },
  },
  memberships: {
    summary: 'One stay of a member in a group.',
    columns: {
      group_id: { kind: 'id', required, summary: 'The group.' },
      member_id: { kind: 'id', required, names_person, summary: 'The member.' },
      joined_at: { kind: 'time', required, summary: 'Start of the stay.' },
      left_at: { kind: 'end', summary: 'End of the stay; empty = still there or unknown.' },
      left_known: { kind: 'flag', summary: 'Whether an empty left_at means "still there".' },
      joined_after: {
        kind: 'time',
        summary:
          'If joined_at is the first moment the person was seen: a moment when they were not there yet.',
      },
      left_before: {
        kind: 'time',
        summary:
          'If left_at is the last moment the person was seen: a moment when they were no longer there.',
      },
      join_method: { kind: 'text', summary: 'Scan, invitation, link, ...' },
      inviter_id: { kind: 'id', names_person, summary: 'The member who invited.' },
      code: { kind: 'id', summary: 'The code of the join QR.' },
    },
  },
  groups: {
    summary: 'A group and what kind of place it is.',
    columns: {
      group_id: { kind: 'id', required, summary: 'Its id.' },
      name: { kind: 'text', summary: 'Its name.' },
      platform: { kind: 'text', summary: 'The chat platform.' },
      type: {
        kind: 'text',
        summary: 'group, direct, feed, event, fission, ...; types are never ranked together.',
      },
      matrix: { kind: 'text', summary: 'The group matrix it belongs to.' },
      owner_id: { kind: 'id', names_person, summary: 'The member who owns it.' },
      kol_id: { kind: 'id', summary: 'The KOL who runs it.' },
      created_at: { kind: 'time', summary: 'When it was created.' },
      closed_at: { kind: 'end', summary: 'When it was closed.' },
      capacity: { kind: 'integer', summary: 'How many members it can hold.' },
    },
  },
  reversals: {
    summary: 'A refund or cancellation; several per conversion are allowed.',
    columns: {
      reversal_id: {
        kind: 'id',
        summary:
          'Id of the refund: a later export of the same one replaces it. Without ids, equal rows are compared.',
      },
      conversion_id: { kind: 'id', required, summary: 'The conversion it reverses.' },
      ts: { kind: 'time', required, summary: 'When it was reversed.' },
      value: { kind: 'money', summary: 'How much was reversed; empty = all of it.' },
      currency: { kind: 'text', summary: 'ISO 4217 code; absent = that of the conversion.' },
      reason: { kind: 'text', summary: 'Why.' },
      ingested_at: { kind: 'time', summary: 'When the row arrived in the source system.' },
    },
  },
  codes: {
    summary: 'A live QR code, promo code or channel parameter.',
    columns: {
      code: { kind: 'id', required, summary: 'The code.' },
      group_id: { kind: 'id', summary: 'The group it stands for.' },
      tactic_id: { kind: 'id', summary: 'The tactic it stands for.' },
      kol_id: { kind: 'id', summary: 'The KOL it stands for.' },
      valid_from: { kind: 'time', summary: 'First moment it is valid.' },
      valid_to: { kind: 'end', summary: 'End of its validity.' },
    },
  },
  tactics: {
    summary: 'Something operators planned and did: red envelope, activity, survey, link drop, split.',
    columns: {
      tactic_id: { kind: 'id', required, summary: 'Its id.' },
      kind: { kind: 'text', required, summary: 'What kind of tactic.' },
      starts_at: { kind: 'time', required, summary: 'Start.' },
      ends_at: { kind: 'end', summary: 'End; a date includes that day; empty = still running.' },
      name: { kind: 'text', summary: 'Its name.' },
      cost: { kind: 'number', summary: 'Money spent.' },
      currency: { kind: 'text', summary: 'ISO 4217 code of the cost.' },
      hours: { kind: 'number', summary: 'Working hours spent.' },
      goal: { kind: 'text', summary: 'The goal it serves.' },
      owner: { kind: 'text', summary: 'Who runs it.' },
    },
  },
  tactic_groups: {
    summary: 'Which groups a tactic ran in, and in which arm.',
    columns: {
      tactic_id: { kind: 'id', required, summary: 'The tactic.' },
      group_id: { kind: 'id', required, summary: 'The group.' },
      arm: { kind: 'text', summary: 'treated or holdout, in any case.' },
      assigned_at: { kind: 'time', summary: 'When the arm was assigned.' },
    },
  },
  group_lineage: {
    summary: 'A split, merge or migration of groups.',
    columns: {
      from_group: { kind: 'id', required, summary: 'The group before.' },
      to_group: { kind: 'id', required, summary: 'The group after.' },
      at: { kind: 'time', required, summary: 'When.' },
      kind: { kind: 'text', required, summary: 'split, merge or migrate.' },
    },
  },
  kols: {
    summary: 'A key opinion leader, by chat member or product user.',
    columns: {
      kol_id: { kind: 'id', required, summary: 'The KOL.' },
      member_id: { kind: 'id', names_person, summary: 'The KOL in the chat.' },
      user_id: { kind: 'id', names_person, summary: 'The KOL in the product.' },
      from: { kind: 'time', summary: 'Start of the contract.' },
      to: { kind: 'end', summary: 'End of the contract.' },
      fee: { kind: 'number', summary: 'Fee of the whole contract, in the currency of the project.' },
    },
  },
  targets: {
    summary: 'A node of the goal tree and its target for a period.',
    columns: {
      node: { kind: 'text', required, summary: 'Name of the node.' },
      period: { kind: 'text', required, summary: 'The period, such as 2026-W46 or 2026-11.' },
      target: { kind: 'number', required, summary: 'The target.' },
      parent: { kind: 'text', summary: 'The node above.' },
      metric: { kind: 'text', summary: "A goal's name + `:conversions` or `:value`." },
    },
  },
  users: {
    summary: 'What the product knows about a user.',
    columns: {
      user_id: { kind: 'id', required, names_person, summary: 'The product user.' },
      registered_at: { kind: 'time', summary: 'Registration.' },
      first_order_at: { kind: 'time', summary: 'First order ever, even before the exported history.' },
      segment: { kind: 'text', summary: 'Any segment.' },
    },
  },
  exclusions: {
    summary: 'Ids that must not earn credit: staff, tests, bots.',
    columns: {
      id_type: { kind: 'text', required, summary: 'member, user or another identity type.' },
      id: { kind: 'id', required, names_person, summary: 'The id.' },
      reason: { kind: 'text', summary: 'staff, test, bot, ...' },
    },
  },
  calendar: {
    summary: 'Holidays and campaigns, and the earlier date each is comparable to.',
    columns: {
      date: { kind: 'date', required, summary: 'The day.' },
      name: { kind: 'text', required, summary: 'Its name.' },
      kind: { kind: 'text', summary: 'Kind of day.' },
      comparable_to: { kind: 'date', summary: 'The earlier day to compare with.' },
    },
  },
  reasons: {
    summary: "An operator's answer to a finding of an earlier report, quoted by the next ones.",
    columns: {
      finding_id: { kind: 'text', required, summary: 'The id of the finding, from the table `findings`.' },
      text: { kind: 'text', required, summary: 'The answer.' },
      by: { kind: 'text', summary: 'Who gave it.' },
      at: {
        kind: 'date',
        summary: 'The day it was given: it is quoted for eight weeks from then; empty: always.',
      },
    },
  },
} as const satisfies Record<string, CanonicalTable>;

export type TableName = keyof typeof canonicalTables;

/** Tables that accept one of several sets of columns: at least one set must be complete. */
export const columnChoices: Readonly<
  Partial<Record<keyof typeof canonicalTables, readonly (readonly string[])[]>>
> = {
  identities: [
    ['member_id', 'user_id'],
    ['id_type_a', 'id_a', 'id_type_b', 'id_b'],
  ],
  kols: [['member_id'], ['user_id']],
};

/** Start and end of the time spans that some tables hold; an end before its start is an error. */
export const stretches: Readonly<Partial<Record<keyof typeof canonicalTables, readonly [string, string]>>> = {
  memberships: ['joined_at', 'left_at'],
  codes: ['valid_from', 'valid_to'],
  tactics: ['starts_at', 'ends_at'],
  kols: ['from', 'to'],
};

export const tableNames = Object.keys(canonicalTables) as TableName[];

/** The activity kinds that are chat: a goal made of them is refused, because activity is not a result. */
export const chatKinds = ['message', 'reply', 'reaction', 'mention', 'join'] as const;

/** The columns of one canonical table, by name. */
export function columnsOf(table: TableName): Readonly<Record<string, Column>> {
  return canonicalTables[table].columns;
}

/** The kinds that count as touches if the configuration does not say: what a person did other than talking. */
export const defaultTouchKinds: string[] = [
  'link_click',
  'code_scan',
  'red_envelope_open',
  'event_signup',
  'event_checkin',
  'survey_answer',
  'poll_vote',
  'order_chain',
];
