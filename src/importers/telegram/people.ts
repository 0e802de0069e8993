import type { Somebody } from '../events.js';

/** `user1`, `channel1`, or the bare number of old exports, which is that of a user. */
export function somebodyOf(id: string | null, name: string | null): Somebody | null {
  const plain = id !== null && /^\d+$/.test(id) ? `user${id}` : id;
  if (plain === null && name === null) return null;
  return { ...(plain === null ? {} : { id: plain }), names: name === null ? [] : [name] };
}
