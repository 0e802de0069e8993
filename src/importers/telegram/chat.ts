import type { ActivityEvent, ImportEvent, Somebody } from '../events.js';
import type { ImportContext, Input } from '../importer.js';
import { idOf, type JsonObject, listOf, objectOf, textOf } from '../json_stream.js';
import { callsEverybody, linksIn } from '../text_facts.js';
import { type At, serviceEvents } from './notices.js';
import { textIn } from './parts.js';
import { somebodyOf } from './people.js';
import { Times } from './times.js';

interface About {
  readonly id: string;
  readonly name: string | null;
  readonly type: string;
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** One chat of an export, while its records are read. */
export class TelegramChat {
  private readonly topics = new Set<string>();
  private readonly senders = new Map<
    string,
    { readonly name: string | null; readonly who: Somebody | null }
  >();
  private readonly before = new Before();
  private readonly isFeed: boolean;
  private readonly ownId: string;
  private readonly times: Times;
  private line = 0;
  private readonly about: About;
  private readonly path: string;
  private readonly isPart: boolean;
  private readonly input: Input;

  constructor(about: About, path: string, isPart: boolean, input: Input, context: ImportContext) {
    this.about = about;
    this.path = path;
    this.isPart = isPart;
    this.input = input;
    this.times = new Times(input, context);
    this.isFeed = /channel$/.test(about.type);
    this.ownId = `channel${about.id}`;
  }

  begin(): ImportEvent {
    const { id, name, type } = this.about;
    const kind = /channel$/.test(type)
      ? 'feed'
      : /group$/.test(type)
        ? 'group'
        : type === ''
          ? undefined
          : 'direct';
    return {
      type: 'chat',
      chat: id,
      ...(name === null ? {} : { name }),
      ...(kind === undefined ? {} : { kind }),
    };
  }

  *record(record: JsonObject): Generator<ImportEvent> {
    this.line += 1;
    const type = textOf(record.type);
    if (type === 'unsupported') {
      yield { type: 'skip', reason: 'a message of a kind that the export leaves out' };
      return;
    }
    const at_us = this.times.at(record);
    if (at_us === null) {
      yield { type: 'reject', line: this.line, reason: 'a record without a time' };
      return;
    }
    yield* this.times.ready(textOf(record.date));
    const id = idOf(record.id);
    this.before.begin(id);
    const at: At = {
      type: 'activity',
      chat: this.about.id,
      at_us,
      precision_s: 1,
      ...(id === null ? {} : { id }),
    };
    if (type === 'service') {
      if (record.action === 'topic_created' && id !== null) this.topics.add(id);
      yield* serviceEvents(record, at);
    } else yield* this.message(record, at, id);
  }

  private *message(record: JsonObject, at: At, id: string | null): Generator<ImportEvent> {
    const { isFeed } = this;
    const from = idOf(record.from_id);
    const name = textOf(record.from);
    const isGroup = from !== null && from === this.ownId;
    const who = isGroup || isFeed ? null : this.sender(from, name);
    const { text, hidden_links } = textIn(record);
    const reply = idOf(record.reply_to_message_id);
    const isReply = reply !== null && !this.topics.has(reply);
    if (isReply) this.before.add(reply);
    const isPoll = record.poll !== undefined && objectOf(record.poll) !== null;
    const event: Writable<ActivityEvent> = {
      type: 'activity',
      chat: at.chat,
      at_us: at.at_us,
      precision_s: at.precision_s,
      kind: isFeed ? 'broadcast' : isPoll ? 'survey_sent' : isReply ? 'reply' : 'message',
      source_kind: isPoll
        ? 'poll'
        : (textOf(record.media_type) ?? (record.photo === undefined ? 'text' : 'photo')),
      confidence: 'structured',
      who,
      text,
      url_count: linksIn(text) + hidden_links,
      mention_all: callsEverybody(text),
    };
    if (id !== null) event.id = id;
    if (isGroup || isFeed) event.role = 'operator';
    if (isReply && record.reply_to_peer_id === undefined) event.reply_to = reply;
    yield event;
    if (record.reactions === undefined) return;
    for (const reaction of this.reactions(record, at, id)) this.times.wait(reaction.date, reaction.event);
  }

  /** Returns the same object for the same id and name: nearly all messages come from few people. */
  private sender(from: string | null, name: string | null): Somebody | null {
    const known = this.senders.get(from ?? name ?? '');
    if (known !== undefined && known.name === name) return known.who;
    const who = somebodyOf(from, name);
    this.senders.set(from ?? name ?? '', { name, who });
    return who;
  }

  private *reactions(
    record: JsonObject,
    at: At,
    id: string | null,
  ): Generator<{ date: string; event: ActivityEvent }> {
    for (const value of listOf(record.reactions)) {
      const reaction = objectOf(value);
      const sign = textOf(reaction?.emoji) ?? idOf(reaction?.document_id) ?? textOf(reaction?.type) ?? '';
      for (const one of listOf(reaction?.recent)) {
        const recent = objectOf(one);
        const who = somebodyOf(idOf(recent?.from_id), textOf(recent?.from));
        const date = textOf(recent?.date);
        if (recent === null || date === null) continue;
        const key = `${id ?? ''}:${sign}:${idOf(recent.from_id) ?? textOf(recent.from) ?? ''}`;
        const event: ActivityEvent = {
          ...{ ...at, id: key, kind: 'reaction', source_kind: 'reaction', confidence: 'structured', who },
          ...(id === null ? {} : { reply_to: id }),
        };
        yield { date, event };
      }
    }
  }

  *end(): Generator<ImportEvent> {
    yield* this.times.rest();
    const isLeft = this.path.startsWith('left_chats');
    const isOwn = this.isPart && /group$/.test(this.about.type) && this.senders.size === 1;
    if (isLeft || isOwn)
      yield {
        type: 'note',
        text: `${this.input.name}: it seems to contain only the messages that the person who made the export wrote in the chat "${this.about.name ?? this.about.id}": do not treat it as the whole chat.`,
      };
    const many = this.before.most();
    if (many !== null)
      yield {
        type: 'note',
        text: `${this.input.name}: ${many.replies} messages of "${this.about.name ?? this.about.id}" answer the record ${many.id}, which is before its first: if it is the beginning of a topic, they are no replies. Export the chat from its beginning to have them told apart.`,
      };
  }
}

/** Answers to records before the first one of a file, which may be the beginnings of topics. */
class Before {
  private first: number | null = null;
  private readonly replies = new Map<string, number>();

  begin(id: string | null): void {
    this.first ??= id === null ? null : Number(id);
  }

  add(target: string): void {
    if (this.first === null || Number(target) >= this.first) return;
    this.replies.set(target, (this.replies.get(target) ?? 0) + 1);
  }

  /** The record with the most answers, if they are more than a message gets. */
  most(): { readonly id: string; readonly replies: number } | null {
    let most: { id: string; replies: number } | null = null;
    for (const [id, replies] of this.replies)
      if (replies >= manyReplies && replies > (most?.replies ?? 0)) most = { id, replies };
    return most;
  }
}

const manyReplies = 20;
