/** Where the rows of every key begin once they are sorted by key; keys are `low` and the numbers after it. One more entry says where the last one ends. */
export function startsOf(keys: number, of: Int32Array, low: number): Int32Array {
  const starts = new Int32Array(keys + 1);
  for (let row = 0; row < of.length; row++) starts[of[row]! - low + 1]!++;
  for (let key = 0; key < keys; key++) starts[key + 1]! += starts[key]!;
  return starts;
}
