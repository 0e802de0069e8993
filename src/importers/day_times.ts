const noon = '(?:(上午|下午|午前|午後|오전|오후|凌晨|早上|晚上|中午|AM|PM)\\s*)?';
const shape = new RegExp(`^${noon}(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s*(AM|PM))?$`, 'i');

/** A time of day such as `15:04`, `下午3:04` or `3:04 PM`; null if it is not one. */
export function dayTime(
  text: string,
): { hour: number; minute: number; second: number; has_seconds: boolean } | null {
  const [, before, hours, minutes, seconds, after] =
    shape.exec(text.replace(/[\u202f\u00a0]/g, ' ').trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const word = (before ?? after ?? '').toUpperCase();
  const written = Number(hours);
  const isAfter = /^(下午|午後|오후|晚上|PM)$/.test(word) || (word === '中午' && written < 10);
  const hour = word === '' || written > 12 || word === '中午' ? written : (written % 12) + (isAfter ? 12 : 0);
  const own = word === '中午' && written < 10 ? written + 12 : hour;
  if (own > 23 || Number(minutes) > 59) return null;
  return {
    hour: own,
    minute: Number(minutes),
    second: Number(seconds ?? 0),
    has_seconds: seconds !== undefined,
  };
}
