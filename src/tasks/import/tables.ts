import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Capabilities } from '../../importers/capabilities.js';
import type { ActivityEvent, ImportEvent, Somebody } from '../../importers/events.js';
import type { Cell } from '../../text/csv.js';
import { ownText } from '../../text/own_text.js';
import { activityCells, activityColumns } from './activity_row.js';
import { CsvFile } from './csv_file.js';
import { Duplicates } from './duplicates.js';
import { type MemberId, Members } from './names.js';
import type { ReadingOf } from './reading_of.js';
import { type SourceCounts, SourceTally } from './source_tally.js';
import { type Join, type Leave, type Stay, staysOf } from './stays.js';
import { timeOf } from './time_text.js';
import { WaitingEvents } from './waiting_events.js';

/** Options that concern the tables. */
export interface TableOptions {
  readonly me: string | null;
  readonly keep_text: boolean;
  /** whether two files may hold the same records */
  readonly has_overlaps: boolean;
  /** key for masking ids, or null for unmasked ids */
  readonly key: string | null;
}

interface Chat {
  name: string | null;
  kind: string | null;
  platform: string;
  owner: Somebody | null;
  created_us: number | null;
  closed_us: number | null;
}

/** The canonical tables of one import, written while the files are read. */
export class Tables {
  private readonly activities: CsvFile;
  private readonly rejects: CsvFile;
  private readonly members: Members;
  private readonly chats = new Map<string, Chat>();
  private readonly joins: Join[] = [];
  private readonly leaves: Leave[] = [];
  /** rows with names that are only known at the end */
  private readonly waiting = new WaitingEvents();
  private readonly identities = new Map<string, readonly Cell[]>();
  private readonly codes = new Map<string, readonly Cell[]>();
  private readonly aggregates = new Map<string, readonly Cell[]>();
  private readonly lineage = new Map<string, readonly Cell[]>();
  private readonly masks = new Map<string, string>();
  private readonly platforms = new Map<string, string>();
  private readonly duplicates: Duplicates;
  private last_us = 0;
  /** number of events so far: sources with minutes report several in one minute */
  private place = 0;
  private readonly folder: string;
  private readonly options: TableOptions;
  private tally: SourceTally = new SourceTally();

  constructor(folder: string, options: TableOptions) {
    this.folder = folder;
    this.options = options;
    this.members = new Members(options.me);
    this.duplicates = new Duplicates(options.has_overlaps);
    const columns = options.keep_text ? [...activityColumns, 'text'] : activityColumns;
    this.activities = new CsvFile(join(folder, 'activities.csv'), columns);
    this.rejects = new CsvFile(join(folder, 'rejects.csv'), ['file', 'line', 'reason']);
  }

  /** Begins the next file; returns the counts, which are complete when it ends. */
  begin(): SourceCounts {
    this.duplicates.begin();
    this.tally = new SourceTally();
    return this.tally;
  }

  add(event: ImportEvent, reading: ReadingOf): void {
    this.place += 1;
    const { file } = reading;
    if (event.type === 'activity') this.activity(event, reading);
    else if (event.type === 'skip') this.tally.leaveOut(event.reason);
    else if (event.type === 'unable')
      reading.capabilities = without(reading.capabilities, event.capabilities);
    else if (event.type === 'note') this.tally.notes.push(event.text);
    else if (event.type === 'reject') {
      this.tally.reject(event.line, event.reason);
      this.rejects.add([file, event.line, event.reason]);
    } else this.about(event, reading);
  }

  private about(event: ImportEvent, reading: ReadingOf): void {
    if (event.type === 'chat') this.chat(event.chat, reading.platform, event);
    else if (event.type === 'member') {
      const id = this.members.meet(event.chat ?? '', event.who);
      if (id !== null) this.met(id, reading.platform, event.role);
    } else if (event.type === 'stay') {
      this.chat(event.chat, reading.platform, null);
      this.enter(event.chat, event.who, event.joined_us, event.entry, 'snapshot', {
        ...reading,
        place: this.place,
      });
    } else if (event.type === 'identity') {
      const row = [
        event.a[0],
        this.masked(event.a[1]),
        event.b[0],
        this.masked(event.b[1]),
        reading.platform,
      ];
      this.identities.set(JSON.stringify(row), row);
    } else if (event.type === 'code') {
      this.codes.set(JSON.stringify([event.code, event.chat]), [event.code, event.chat]);
    } else if (event.type === 'aggregate') {
      const owner = event.owner === null ? null : this.masked(event.owner);
      const row = [reading.platform, event.chat, owner, event.day, event.metric, event.value];
      this.aggregates.set(JSON.stringify(row), row);
      this.tally.rows += 1;
    } else if (event.type === 'lineage') {
      const row = [event.from, event.to, timeOf(event.at_us), event.kind];
      this.lineage.set(JSON.stringify(row), row);
    }
  }

  private chat(id: string, platform: string, event: (ImportEvent & { type: 'chat' }) | null): Chat {
    const known = this.chats.get(id);
    if (known !== undefined && event === null) return known;
    const empty = { name: null, kind: null, platform, owner: null, created_us: null, closed_us: null };
    const chat: Chat = known ?? empty;
    if (known === undefined) this.chats.set(ownText(id), chat);
    if (event === null) return chat;
    chat.name = event.name ?? chat.name;
    chat.kind = event.kind ?? chat.kind;
    chat.owner = event.owner ?? chat.owner;
    chat.created_us = event.created_us ?? chat.created_us;
    chat.closed_us = event.closed_us ?? chat.closed_us;
    return chat;
  }

  /** Writes a row, or keeps it until all names of its chat are known. */
  private activity(found: ActivityEvent, reading: ReadingOf): void {
    this.tally.records += 1;
    const judged = this.duplicates.judge(found);
    if (judged === 'known') {
      this.tally.leaveOut('a record that was already read');
      return;
    }
    if (judged === 'no_id') this.tally.repeated(reading.file, found.id ?? '');
    const event = judged === 'no_id' ? withoutId(found) : found;
    this.tally.at(event.at_us);
    this.last_us = Math.max(this.last_us, event.at_us);
    this.chat(event.chat, reading.platform, null);
    const id = this.meet(event.chat, event.who);
    const inviter = event.entry?.inviter ?? null;
    this.meet(event.chat, inviter);
    if (isNamed(event.who) || isNamed(inviter) || event.precision_s === null)
      this.waiting.keep(event, reading, this.place);
    else this.write(event, id === null ? [] : [id], reading, this.place);
    this.tally.rows += 1;
  }

  /** Remembers people who are more than a name in a notice. */
  private meet(chat: string, who: Somebody | null): MemberId {
    return who === null || isNamed(who) || 'named' in who ? null : this.members.meet(chat, who);
  }

  private write(event: ActivityEvent, ids: readonly string[], reading: ReadingOf, place: number): void {
    if (ids.length === 0) this.row(event, null, event.id ?? null, reading);
    for (const id of ids) {
      const own = event.id === undefined || ids.length === 1 ? event.id : `${event.id}:${id}`;
      this.row(event, id, own ?? null, reading);
      this.met(id, reading.platform, event.role);
      if (event.kind === 'leave')
        this.leaves.push({ chat: event.chat, member: id, at_us: event.at_us, place });
      if (event.kind === 'join')
        this.enter(event.chat, { id }, event.at_us, event.entry ?? {}, 'event', { ...reading, place });
    }
  }

  private row(event: ActivityEvent, member: string | null, id: string | null, reading: ReadingOf): void {
    const masked = member === null ? null : this.masked(member);
    const cells = activityCells(event, id, masked, this.precisionOf(event, reading), reading);
    if (this.options.keep_text) cells.push(event.text ?? null);
    this.activities.add(cells);
  }

  /** What happened at some time after its time still happened before the export was made. */
  private precisionOf({ precision_s, at_us }: ActivityEvent, { exported_us }: ReadingOf): number {
    return precision_s ?? Math.max(1, Math.ceil(((exported_us ?? this.last_us) - at_us) / 1_000_000));
  }

  private enter(
    chat: string,
    who: Somebody,
    at_us: number,
    entry: NonNullable<ActivityEvent['entry']>,
    from: Join['from'],
    { platform, capabilities, place }: ReadingOf & { place: number },
  ): void {
    const [inviter] = entry.inviter === undefined ? [] : this.members.resolve(chat, entry.inviter);
    if (inviter !== undefined) this.met(inviter, platform, undefined);
    const { method = null, code = null } = entry;
    if (code !== null) this.codes.set(JSON.stringify([code, chat]), [code, chat]);
    for (const member of this.members.resolve(chat, who)) {
      this.met(member, platform, undefined);
      this.joins.push({
        ...{ chat, member, at_us, place, method, inviter: inviter ?? null, code, from },
        tells_leaves: from === 'snapshot' || capabilities.leaves,
      });
    }
  }

  private met(id: string, platform: string, role: string | undefined): void {
    if (!this.platforms.has(id)) this.platforms.set(id, platform);
    if (role !== undefined && !this.members.roles.has(id)) this.members.roles.set(id, role);
  }

  private masked(id: string): string {
    const { key } = this.options;
    if (key === null) return id;
    const known = this.masks.get(id);
    if (known !== undefined) return known;
    const mask = createHmac('sha256', key).update(id).digest('hex').slice(0, 32);
    this.masks.set(ownText(id), mask);
    return mask;
  }

  /** Writes what is only known at the end; returns the number of rows of every table. */
  end(): Record<string, number> {
    for (const { event, reading, place } of this.waiting.events()) {
      const ids = event.who === null ? [] : this.members.resolve(event.chat, event.who);
      this.write(event, ids, reading, place);
    }
    const counts: Record<string, number> = { activities: this.activities.rows, rejects: this.rejects.rows };
    this.activities.close();
    this.rejects.close();
    const write = (name: string, header: readonly string[], rows: Iterable<readonly Cell[]>) => {
      let file: CsvFile | null = null;
      for (const row of rows) {
        file ??= new CsvFile(join(this.folder, `${name}.csv`), header);
        file.add(row);
      }
      file?.close();
      counts[name] = file?.rows ?? 0;
    };
    const chats = [...this.chats];
    const closed = new Map(
      chats.flatMap(([id, { closed_us }]) => (closed_us === null ? [] : [[id, closed_us]])),
    );
    write('memberships', stayColumns, this.stayRows(closed));
    write(
      'groups',
      groupColumns,
      chats.map(([id, chat]) => this.groupRow(id, chat)),
    );
    write('members', ['member_id', 'name', 'role', 'platform'], this.memberRows());
    write(
      'member_alias',
      ['member_id', 'group_id', 'name'],
      this.options.key === null ? this.aliasRows() : [],
    );
    write('identities', ['id_type_a', 'id_a', 'id_type_b', 'id_b', 'source'], this.identities.values());
    write('codes', ['code', 'group_id'], this.codes.values());
    write('group_lineage', ['from_group', 'to_group', 'at', 'kind'], this.lineage.values());
    const aggregateColumns = ['source', 'group_id', 'owner_id', 'day', 'metric', 'value'];
    write('aggregates', aggregateColumns, this.aggregates.values());
    return counts;
  }

  private *stayRows(closed: ReadonlyMap<string, number>): Generator<Cell[]> {
    for (const stay of staysOf(this.joins, this.leaves, closed)) yield this.stayRow(stay);
  }

  private stayRow({
    join: { chat, member, at_us, method, inviter, code },
    left_us,
    left_known,
  }: Stay): Cell[] {
    const by = inviter === null ? null : this.masked(inviter);
    const left = left_us === null ? null : timeOf(left_us);
    return [chat, this.masked(member), timeOf(at_us), left, String(left_known), method, by, code];
  }

  private groupRow(id: string, { name, platform, kind, owner, created_us, closed_us }: Chat): Cell[] {
    const [owned] = owner === null ? [] : this.members.resolve(id, owner);
    const times = [created_us, closed_us].map((us) => (us === null ? null : timeOf(us)));
    return [id, name, platform, kind, owned === undefined ? null : this.masked(owned), ...times];
  }

  private *memberRows(): Generator<Cell[]> {
    for (const [id, platform] of this.platforms) {
      const name = this.options.key === null ? (this.members.names.get(id) ?? null) : null;
      yield [this.masked(id), name, this.members.roles.get(id) ?? null, platform];
    }
  }

  private *aliasRows(): Generator<Cell[]> {
    for (const { member, chat, name } of this.members.aliases.values())
      if (this.platforms.has(member)) yield [member, chat === '' ? null : chat, name];
  }
}

const stayColumns = [
  ...['group_id', 'member_id', 'joined_at', 'left_at', 'left_known', 'join_method', 'inviter_id', 'code'],
];
const groupColumns = ['group_id', 'name', 'platform', 'type', 'owner_id', 'created_at', 'closed_at'];

function without(all: Capabilities, names: readonly (keyof Capabilities)[]): Capabilities {
  return { ...all, ...Object.fromEntries(names.map((name) => [name, false])) };
}

function withoutId({ id: _, ...rest }: ActivityEvent): ActivityEvent {
  return rest;
}

function isNamed(who: Somebody | null): boolean {
  return who !== null && ('named' in who || (who.exporter === true && who.id === undefined));
}
