/** Dense numbers for combinations of group, tactic, KOL and kind. */
import type { Channels } from './credit_kernel.js';

/** How many values each dimension has; a value is 0 (none) to this. */
export interface Sizes {
  readonly groups: number;
  readonly tactics: number;
  readonly kols: number;
  readonly kinds: number;
}

/** SQL of one number for a combination: exact in a DOUBLE while the product of all sizes is below 2^53. */
export function channelKeySql({ tactics, kols, kinds }: Sizes): string {
  const group = `CAST(a.group_no AS BIGINT) * ${tactics + 1} + coalesce(a.tactic_no, 0)`;
  return `CAST(((${group}) * ${kols + 1} + coalesce(a.kol_no, 0)) * ${kinds + 1} + a.kind_no AS DOUBLE)`;
}

/** Whether every combination has a number of its own that a DOUBLE can hold. */
export function canBeCoded({ groups, tactics, kols, kinds }: Sizes): boolean {
  return (groups + 1) * (tactics + 1) * (kols + 1) * (kinds + 1) < 2 ** 52;
}

/** The dense number of each key, in order of first appearance, and what each stands for. */
export function codeChannels(keys: Float64Array, sizes: Sizes): { codes: Int32Array; channels: Channels } {
  const codes = new Int32Array(keys.length);
  const found = new Known();
  for (let row = 0; row < keys.length; row++) codes[row] = found.codeOf(keys[row]!);
  const all = found.keys();
  const part = (divisor: number, values: number) =>
    Int32Array.from(all, (key) => Math.floor(key / divisor) % (values + 1));
  const [kinds, kols, tactics] = [1, sizes.kinds + 1, (sizes.kinds + 1) * (sizes.kols + 1)];
  return {
    codes,
    channels: {
      kind_no: part(kinds, sizes.kinds),
      kol_no: part(kols, sizes.kols),
      tactic_no: part(tactics, sizes.tactics),
      group_no: part(tactics * (sizes.tactics + 1), sizes.groups),
    },
  };
}

/** Keys in an open-addressing table: a Map of 20 million large numbers costs ten times as much. */
class Known {
  private slots = new Int32Array(1024).fill(-1);
  private held = new Float64Array(512);
  private size = 0;

  codeOf(key: number): number {
    const slot = this.slotOf(key);
    const known = this.slots[slot]!;
    if (known >= 0) return known;
    if (this.size === this.held.length) {
      this.grow();
      return this.codeOf(key);
    }
    this.held[this.size] = key;
    this.slots[slot] = this.size;
    return this.size++;
  }

  keys(): Float64Array {
    return this.held.subarray(0, this.size);
  }

  private slotOf(key: number): number {
    const mask = this.slots.length - 1;
    const high = Math.imul((key / 4294967296) >>> 0, 0x85ebca6b);
    let slot = (Math.imul((key % 4294967296) ^ high, 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const code = this.slots[slot]!;
      if (code < 0 || this.held[code] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const held = new Float64Array(this.held.length * 2);
    held.set(this.held);
    this.held = held;
    this.slots = new Int32Array(held.length * 2).fill(-1);
    for (let code = 0; code < this.size; code++) this.slots[this.slotOf(held[code]!)] = code;
  }
}
