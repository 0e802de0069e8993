import { createHash } from 'node:crypto';

/** Which rows were seen, by a hash of 64 bits in a table that grows: 16 bytes a row. */
export class Seen {
  private slots = new BigUint64Array(1 << 12);
  private size = 0;

  /** Whether this key is new; it is known afterwards. */
  add(key: string): boolean {
    const hash = hashOf(key);
    if (this.size * 2 >= this.slots.length) this.grow();
    return this.put(hash);
  }

  private put(hash: bigint): boolean {
    const mask = this.slots.length - 1;
    let place = Number(hash & 0xffff_ffffn) & mask;
    for (;;) {
      const found = this.slots[place];
      if (found === hash) return false;
      if (found === 0n) {
        this.slots[place] = hash;
        this.size += 1;
        return true;
      }
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new BigUint64Array(old.length * 2);
    this.size = 0;
    for (const hash of old) if (hash !== 0n) this.put(hash);
  }
}

function hashOf(key: string): bigint {
  const hash = createHash('md5').update(key).digest().readBigUInt64LE(0);
  return hash === 0n ? 1n : hash;
}
