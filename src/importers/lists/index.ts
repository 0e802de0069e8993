import { inputError, usageError } from '../../contract/errors.js';
import { able } from '../capabilities.js';
import type { Clock } from '../clock.js';
import { cellsOf, csvRows, type TableRow } from '../csv_records.js';
import type { ActivityEvent, ImportEvent, Person } from '../events.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { localWall } from '../local_times.js';
import { type Layout, unsaidBy } from './abilities.js';
import { type Field, headerOf } from './columns.js';
import { amountIn, cellText, epochIn, isLostId, isTotals } from './values.js';

/** Lists of private-domain (SCRM) tools, as CSV or TSV: the words of the header tell what they are. */
export const lists: Importer = {
  name: 'lists',
  platform: 'wecom',
  summary:
    'lists exported by SCRM tools as workbooks, CSV or TSV: members, groups, red envelopes, form answers, clicks, customers',
  capabilities: able(
    'joins',
    'leaves',
    'inviters',
    'codes',
    'clicks',
    'envelopes_sent',
    'envelopes_opened',
    'votes',
    'member_list',
    'stable_ids',
  ),
  recognise: (input) => shapeOf(input) !== null,
  read: readList,
};

/** What a list is, by the fields that only it has; the first match counts. */
const layouts: readonly (readonly [Layout, readonly Field[]])[] = [
  ['clicks', ['clicked_at']],
  ['openings', ['member_name', 'envelope_state']],
  ['envelopes', ['sender', 'sent_at']],
  ['members', ['joined_at', 'group_name']],
  ['members', ['joined_at', 'group_id']],
  ['groups', ['group_owner', 'created_at']],
  ['customers', ['unionid', 'add_method']],
  ['customers', ['unionid', 'phone']],
  ['customers', ['member_id', 'unionid']],
  ['answers', ['answered_at', 'unionid']],
  ['answers', ['answered_at', 'member_name', 'code']],
];

interface Shape {
  readonly layout: Layout;
  readonly comma: string;
  readonly fields: ReadonlyMap<Field, number>;
  /** the line of the header */
  readonly line: number;
}

/** The first of 20 rows that is the header of a list; there may be titles above it. */
function shapeOf(input: Input): Shape | null {
  const all = input.head.split('\n', 20);
  for (const [place, text] of all.entries())
    for (const comma of [',', '\t', ';']) {
      const fields = headerOf(cellsOf(text.replace(/\r$/, ''), comma).map(cellText));
      const layout = layouts.find(([, needed]) => needed.every((field) => fields?.has(field) === true));
      if (fields !== null && layout !== undefined)
        return { layout: layout[0], comma, fields, line: place + 1 };
    }
  return null;
}

interface Row {
  readonly line: number;
  readonly text: (field: Field) => string;
  readonly id: (field: Field) => string | null;
  readonly at_us: (field: Field) => number | null;
}

function* readList(input: Input, context: ImportContext): Generator<ImportEvent> {
  const shape = shapeOf(input);
  if (shape === null)
    throw inputError(
      `${input.name}: it has no known header.`,
      'See docs/imports.md for the headers that are known.',
    );
  yield { type: 'unable', capabilities: unsaidBy(shape.layout, new Set(shape.fields.keys())) };
  let clock: Clock | null = null;
  const clockOf = () => {
    clock ??= context.clock(input);
    return clock;
  };
  for (const row of csvRows(input, shape.comma)) {
    if (row.line <= shape.line) continue;
    const cells = row.cells.map(cellText);
    const first = cells.find((cell) => cell !== '');
    if (first === undefined) continue;
    if (isTotals(first)) yield { type: 'skip', reason: 'a total row' };
    else if (headerOf(cells)?.size === shape.fields.size) yield { type: 'skip', reason: 'a repeated header' };
    else yield* eventsOf(rowOf(row, cells, shape, input, clockOf), shape.layout, input, context);
  }
}

function rowOf(
  row: TableRow,
  cells: readonly string[],
  { fields }: Shape,
  input: Input,
  clock: () => Clock,
): Row {
  const text = (field: Field) => cells[fields.get(field) ?? -1] ?? '';
  return {
    line: row.line,
    text,
    id: (field) => {
      const found = text(field);
      if (isLostId(found))
        throw inputError(
          `${input.name}, row ${row.line}, column ${(fields.get(field) ?? 0) + 1}: found "${found}", an id whose last digits were cut off by a spreadsheet.`,
          'Export the list again, and import that file without first opening and saving it in a spreadsheet program.',
        );
      return found === '' ? null : found;
    },
    at_us: (field) => {
      const found = text(field);
      const epoch = epochIn(found);
      if (epoch !== null || found === '') return epoch;
      const wall = localWall(found);
      return wall === null ? null : clock().us(wall);
    },
  };
}

function* eventsOf(row: Row, layout: Layout, input: Input, context: ImportContext): Generator<ImportEvent> {
  if (layout === 'customers') {
    yield* customer(row);
    return;
  }
  const chat = row.id('group_id') ?? row.id('group_name') ?? context.group;
  if (chat === null)
    throw usageError(
      `${input.name}: its rows name no group.`,
      'Say which group they belong to: --group ID; or add a column 群ID.',
    );
  const name = row.text('group_name');
  if (name !== '') yield { type: 'chat', chat, name, kind: 'group' };
  const wrong = unreadable(row);
  if (wrong !== null) yield { type: 'reject', line: row.line, reason: wrong };
  else if (layout === 'members') yield* member(row, chat);
  else if (layout === 'groups') yield group(row, chat);
  else yield* dated(row, layout, chat);
}

const times: readonly Field[] = [
  'joined_at',
  'left_at',
  'created_at',
  'sent_at',
  'opened_at',
  'answered_at',
  'clicked_at',
];
const amounts: readonly Field[] = ['amount_yuan', 'amount_fen'];

/** What in a row is not a time or an amount, although its column should hold one: left out, it would go missing silently. */
function unreadable(row: Row): string | null {
  if (times.some((field) => row.text(field) !== '' && row.at_us(field) === null))
    return 'a time that cannot be read, or does not exist in this zone';
  return amounts.some((field) => row.text(field) !== '' && amountIn(row.text(field)) === null)
    ? 'an amount that cannot be read'
    : null;
}

function person(row: Row): Person | null {
  const id = row.id('member_id') ?? row.id('unionid') ?? row.id('phone');
  const name = row.text('member_name');
  if (id === null && name === '') return null;
  return { ...(id === null ? {} : { id }), names: name === '' ? [] : [name] };
}

function* customer(row: Row): Generator<ImportEvent> {
  const who = person(row);
  const [id, unionid, phone] = [row.id('member_id'), row.id('unionid'), row.id('phone')];
  if (who?.id === undefined) {
    yield { type: 'reject', line: row.line, reason: 'a customer without an id' };
    return;
  }
  yield { type: 'member', chat: null, who };
  if (id !== null && unionid !== null) yield { type: 'identity', a: ['member', id], b: ['unionid', unionid] };
  if (phone !== null && phone !== who.id)
    yield { type: 'identity', a: ['member', who.id], b: ['phone', phone] };
}

const methods: readonly (readonly [RegExp, string])[] = [
  [/扫码|二维码|qr|scan/i, 'qr'],
  [/链接|link/i, 'link'],
  [/邀请|invit/i, 'invite'],
];

function* member(row: Row, chat: string): Generator<ImportEvent> {
  const who = person(row);
  const at_us = row.at_us('joined_at');
  if (who === null || at_us === null) {
    yield {
      type: 'reject',
      line: row.line,
      reason: 'a member without a name or id, or whose joining time is not a time',
    };
    return;
  }
  const method = methods.find(([pattern]) => pattern.test(row.text('join_method')))?.[1];
  const [inviter, code] = [row.id('inviter'), row.id('code')];
  const entry = {
    ...(method === undefined ? {} : { method }),
    ...(inviter === null ? {} : { inviter: { names: [inviter] } }),
    ...(code === null ? {} : { code }),
  };
  const staff =
    /员工|成员|企业|staff|employee/i.test(row.text('member_type')) &&
    !/客户|外部/.test(row.text('member_type'));
  yield { type: 'member', chat, who, role: staff ? 'operator' : 'member' };
  yield { type: 'stay', chat, who, joined_us: at_us, entry };
  const at = {
    type: 'activity' as const,
    chat,
    precision_s: 1,
    source_kind: 'member_list',
    confidence: 'structured' as const,
    who,
  };
  yield { ...at, at_us, kind: 'join', entry };
  const left_us = row.at_us('left_at');
  if (left_us !== null) yield { ...at, at_us: left_us, kind: 'leave' };
  const [id, unionid, phone] = [row.id('member_id'), row.id('unionid'), row.id('phone')];
  if (id !== null && unionid !== null) yield { type: 'identity', a: ['member', id], b: ['unionid', unionid] };
  if (phone !== null && who.id !== undefined && who.id !== phone)
    yield { type: 'identity', a: ['member', who.id], b: ['phone', phone] };
}

function group(row: Row, chat: string): ImportEvent {
  const owner = row.text('group_owner');
  const created_us = row.at_us('created_at');
  return {
    ...{ type: 'chat', chat, kind: 'group' },
    ...(owner === '' ? {} : { owner: { names: [owner] } }),
    ...(created_us === null ? {} : { created_us }),
  };
}

/** Envelopes, form answers and clicks: each is one thing that somebody did. */
function* dated(row: Row, layout: Layout, chat: string): Generator<ImportEvent> {
  if (layout === 'openings' && !/^已领取/.test(row.text('envelope_state'))) {
    yield { type: 'skip', reason: 'an envelope that was not opened' };
    return;
  }
  const at_us = timeOf(row, layout);
  if (at_us === null) {
    yield { type: 'reject', line: row.line, reason: 'a row whose time is not a time' };
    return;
  }
  const at = {
    type: 'activity' as const,
    chat,
    at_us,
    precision_s: 1,
    source_kind: `list:${layout}`,
    confidence: 'structured' as const,
  };
  const transaction = row.id('transaction');
  const id = transaction === null ? {} : { id: transaction };
  if (layout === 'envelopes')
    yield {
      ...at,
      ...id,
      kind: 'red_envelope_sent',
      who: { names: [row.text('sender')] },
      role: 'operator',
      ...money(row),
    };
  else if (layout === 'openings')
    yield { ...at, ...id, kind: 'red_envelope_open', who: person(row), ...money(row) };
  else {
    const code = row.id('code');
    const kind = layout === 'clicks' ? 'link_click' : 'survey_answer';
    yield {
      ...at,
      kind,
      who: person(row),
      ...(code === null ? {} : { code }),
      ...(layout === 'clicks' ? { text: row.text('link') } : {}),
    };
  }
}

function timeOf(row: Row, layout: Layout): number | null {
  if (layout === 'clicks') return row.at_us('clicked_at');
  if (layout === 'answers') return row.at_us('answered_at');
  return row.at_us('opened_at') ?? row.at_us('sent_at');
}

function money(row: Row): Pick<ActivityEvent, 'amount' | 'currency'> {
  const fen = amountIn(row.text('amount_fen'));
  const amount = fen === null ? amountIn(row.text('amount_yuan')) : fen / 100;
  return amount === null ? {} : { amount, currency: 'CNY' };
}
