import { currencyDigits } from '../../contract/money.js';
import type { ActivityEvent, Entry, Somebody } from '../events.js';
import { idOf, type Json, type JsonObject, listOf, numberOf, textOf } from '../json_stream.js';
import { somebodyOf } from './people.js';

export type At = Pick<ActivityEvent, 'type' | 'chat' | 'at_us' | 'precision_s' | 'id'>;

/** What a service message says: who joined or left, what was paid; everything else is a notice. */
export function* serviceEvents(record: JsonObject, at: At): Generator<ActivityEvent> {
  const action = textOf(record.action) ?? 'unknown';
  const common = { ...at, source_kind: `service:${action}`, confidence: 'structured' as const };
  const actor = somebodyOf(idOf(record.actor_id), textOf(record.actor));
  const isChange = action === 'invite_members' || action === 'remove_members';
  if (isChange && listOf(record.members).length > 0) {
    yield* persons(record, action === 'invite_members' ? 'join' : 'leave', actor, common);
  } else if (action === 'join_group_by_link' || action === 'join_group_by_request') {
    // "joined group by link from Group": the link belongs to nobody in particular
    const inviter = textOf(record.inviter) === 'Group' ? null : named(record.inviter);
    const method = action === 'join_group_by_link' ? 'link' : 'request';
    yield {
      ...common,
      kind: 'join',
      who: actor,
      entry: { method, ...(inviter === null ? {} : { inviter }) },
    };
  } else if (action === 'create_group' || action === 'create_channel') {
    yield { ...common, kind: 'join', who: actor, entry: { method: 'create' } };
    const { actor: creator, members } = record;
    const others = listOf(members).filter((member) => member !== creator);
    yield* persons({ ...record, members: others }, 'join', actor, {
      ...common,
      id: `${at.id ?? ''}:created`,
    });
  } else if (/payment/.test(action) && numberOf(record.amount) !== null) {
    const currency = textOf(record.currency);
    const amount = (numberOf(record.amount) ?? 0) / 10 ** (currency === 'XTR' ? 0 : currencyDigits(currency));
    yield { ...common, kind: 'payment', who: null, amount, ...(currency === null ? {} : { currency }) };
  } else yield { ...common, kind: 'system', who: null };
}

type Common = At & Pick<ActivityEvent, 'source_kind' | 'confidence'>;

/** One row per person; people who add or remove only themselves joined or left on their own. */
function* persons(
  record: JsonObject,
  kind: 'join' | 'leave',
  actor: Somebody | null,
  common: Common,
): Generator<ActivityEvent> {
  const members = listOf(record.members);
  const own = textOf(record.actor);
  for (const [place, member] of members.entries()) {
    const isOneself = own !== null && member === own;
    const entry: Entry = isOneself
      ? { method: 'direct' }
      : { method: 'invite', ...(actor === null ? {} : { inviter: actor }) };
    const id = common.id === undefined || members.length === 1 ? common.id : `${common.id}:${place + 1}`;
    yield {
      ...common,
      ...(id === undefined ? {} : { id }),
      kind,
      who: isOneself ? actor : named(member),
      ...(kind === 'join' ? { entry } : {}),
    };
  }
}

/** Notices name people without their ids; a deleted account does not even have a name. */
function named(value: Json | undefined): Somebody | null {
  const name = textOf(value);
  return name === null || name.trim() === '' ? null : { named: name, between: [] };
}
