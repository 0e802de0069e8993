/** The smallest and the largest of some numbers; 0 to -1 if there are none. */
export function rangeOf(numbers: Int32Array): { readonly low: number; readonly high: number } {
  let [low, high] = [numbers[0] ?? 0, numbers[0] ?? -1];
  for (let at = 0; at < numbers.length; at++) {
    low = Math.min(low, numbers[at]!);
    high = Math.max(high, numbers[at]!);
  }
  return { low, high };
}
