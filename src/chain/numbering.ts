/** Numbers whole-number keys (0 to 2^53) in the order in which they are first seen. */
export interface Numbering {
  /** the number of a key: 0 for the first key ever requested */
  readonly of: (key: number) => number;
  /** every key, by its number */
  readonly keys: () => Float64Array;
}

/** Keys below this are looked up directly. */
const directKeys = 1 << 16;

/** A numbering: small keys in a table, others by open addressing over typed arrays; several times faster than a Map of numbers. */
export function numbering(): Numbering {
  const direct = new Int32Array(directKeys).fill(-1);
  let mask = 1023;
  let slots = new Int32Array(mask + 1).fill(-1);
  let keys = new Float64Array(512);
  let size = 0;

  const slotOf = (key: number): number => {
    let slot = hash(key) & mask;
    for (;;) {
      const number = slots[slot]!;
      if (number < 0 || keys[number] === key) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const grow = () => {
    mask = mask * 2 + 1;
    slots = new Int32Array(mask + 1).fill(-1);
    const larger = new Float64Array(keys.length * 2);
    larger.set(keys);
    keys = larger;
    for (let number = 0; number < size; number++) slots[slotOf(keys[number]!)] = number;
  };
  const append = (key: number): number => {
    keys[size] = key;
    size += 1;
    if (size === keys.length) grow();
    return size - 1;
  };

  return {
    of: (key) => {
      const [table, slot] = key < directKeys ? [direct, key] : [slots, slotOf(key)];
      const number = table[slot]!;
      if (number >= 0) return number;
      table[slot] = size;
      return append(key);
    },
    keys: () => keys.slice(0, size),
  };
}

/** Mixes both halves of a key, so that neighbouring keys are spread out. */
function hash(key: number): number {
  const high = Math.floor(key / 4294967296);
  const mixed = Math.imul((key - high * 4294967296) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
