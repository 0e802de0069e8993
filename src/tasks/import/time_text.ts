/** An instant as text, with microseconds where there are any. */
export function timeOf(us: number): string {
  const text = new Date(Math.floor(us / 1000)).toISOString();
  const rest = us % 1000;
  return rest === 0 ? text.replace('.000Z', 'Z') : `${text.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}
