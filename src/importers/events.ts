import type { Capabilities } from './capabilities.js';

/** What an importer finds in a file, one event at a time. Plain data; the tables are made from it elsewhere. */

/** Somebody by id, by name, or both; the person who made the export may be neither. */
export interface Person {
  readonly id?: string;
  /** every name under which notices may mention the person */
  readonly names?: readonly string[];
  /** the person who made the export ("You") */
  readonly exporter?: true;
}

/** Names as written in a notice, such as `Ann, Bob and Eve`: whose they are is only known at the end of the chat. */
export interface Named {
  readonly named: string;
  /** possible separators between two names */
  readonly between: readonly string[];
}

export type Somebody = Person | Named;

export type Confidence = 'structured' | 'template' | 'regex';

/** A person entered: how, by whom, with which code. */
export interface Entry {
  readonly method?: string;
  readonly inviter?: Somebody;
  readonly code?: string;
}

export interface ChatEvent {
  readonly type: 'chat';
  readonly chat: string;
  readonly name?: string;
  /** group, direct or feed */
  readonly kind?: string;
  readonly owner?: Somebody;
  readonly created_us?: number;
  readonly closed_us?: number;
}

export interface ActivityEvent {
  readonly type: 'activity';
  readonly chat: string;
  readonly at_us: number;
  /** null: at some time before the export was made */
  readonly precision_s: number | null;
  readonly kind: string;
  readonly source_kind: string;
  readonly confidence: Confidence;
  readonly id?: string;
  /** null for what nobody in particular did, such as a notice */
  readonly who: Somebody | null;
  readonly role?: string;
  readonly code?: string;
  readonly reply_to?: string;
  readonly mention_all?: boolean;
  readonly url_count?: number;
  readonly text?: string;
  readonly amount?: number;
  readonly currency?: string;
  readonly entry?: Entry;
}

/** Somebody in a member list. */
export interface MemberEvent {
  readonly type: 'member';
  readonly chat: string | null;
  readonly who: Person;
  readonly role?: string;
}

/** A stay from a member list: who is there, and since when. */
export interface StayEvent {
  readonly type: 'stay';
  readonly chat: string;
  readonly who: Person;
  readonly joined_us: number;
  readonly entry: Entry;
}

export interface IdentityEvent {
  readonly type: 'identity';
  readonly a: readonly [type: string, id: string];
  readonly b: readonly [type: string, id: string];
}

export interface CodeEvent {
  readonly type: 'code';
  readonly code: string;
  readonly chat: string;
}

export interface AggregateEvent {
  readonly type: 'aggregate';
  readonly chat: string | null;
  readonly owner: string | null;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly metric: string;
  readonly value: number;
}

export interface LineageEvent {
  readonly type: 'lineage';
  readonly from: string;
  readonly to: string;
  readonly at_us: number;
  readonly kind: string;
}

/** A record that a rule leaves out. */
export interface SkipEvent {
  readonly type: 'skip';
  readonly reason: string;
}

/** What the user should know about a file. */
export interface NoteEvent {
  readonly type: 'note';
  readonly text: string;
}

/** What the format can tell, but this file does not. */
export interface UnableEvent {
  readonly type: 'unable';
  readonly capabilities: readonly (keyof Capabilities)[];
}

/** A record of the format that cannot be understood. */
export interface RejectEvent {
  readonly type: 'reject';
  readonly line: number;
  readonly reason: string;
}

export type ImportEvent =
  | ChatEvent
  | ActivityEvent
  | MemberEvent
  | StayEvent
  | IdentityEvent
  | CodeEvent
  | AggregateEvent
  | LineageEvent
  | SkipEvent
  | RejectEvent
  | UnableEvent
  | NoteEvent;
