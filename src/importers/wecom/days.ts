/** The day of an instant in China: WeCom counts days there. */
export function dayInChina(seconds: number): string {
  return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10);
}
