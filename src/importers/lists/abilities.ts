import { type Capabilities, capabilityNames } from '../capabilities.js';
import type { Field } from './columns.js';

/** What a list contains. */
export type Layout = 'members' | 'groups' | 'envelopes' | 'openings' | 'answers' | 'clicks' | 'customers';

type Capability = keyof Capabilities;

/** What a list with this layout can tell; an entry with a field only if the list has that column. */
const said: Readonly<Record<Layout, readonly (Capability | readonly [Capability, Field])[]>> = {
  members: ['joins', 'member_list', ['leaves', 'left_at'], ['inviters', 'inviter'], ['codes', 'code']],
  groups: [],
  envelopes: ['envelopes_sent'],
  openings: ['envelopes_opened'],
  answers: ['votes', ['codes', 'code']],
  clicks: ['clicks', ['codes', 'code']],
  customers: [],
};

const ids: readonly Field[] = ['member_id', 'unionid', 'phone'];

/** What a list with these columns cannot tell: the format as a whole can tell more than any single list. */
export function unsaidBy(layout: Layout, fields: ReadonlySet<Field>): Capability[] {
  const able = said[layout].flatMap((one) => {
    if (typeof one === 'string') return [one];
    const [capability, field] = one;
    return fields.has(field) ? [capability] : [];
  });
  const has = new Set<Capability>([
    ...able,
    ...(ids.some((id) => fields.has(id)) ? (['stable_ids'] as const) : []),
  ]);
  return capabilityNames.filter((name) => !has.has(name));
}
