import type { Somebody } from '../events.js';

/** A person by an id such as `user1` or `channel1`, or by the bare number of old exports, which means a user. */
export function somebodyOf(id: string | null, name: string | null): Somebody | null {
  const plain = id !== null && /^\d+$/.test(id) ? `user${id}` : id;
  if (plain === null && name === null) return null;
  return { ...(plain === null ? {} : { id: plain }), names: name === null ? [] : [name] };
}
