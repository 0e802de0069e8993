/** Which keys were seen, as 64-bit hashes in a growing table; it can also keep when and in which file a key was seen. */
export class Seen {
  private low = new Uint32Array(1 << 12);
  private high = new Uint32Array(1 << 12);
  private moments = new Float64Array(1 << 12);
  private files = new Uint32Array(1 << 12);
  private size = 0;

  /** Adds a key; returns whether it is new. */
  add(key: string): boolean {
    return this.find(key, 0, 0) === 'new';
  }

  /** Whether a key is new, was in another file, or in this one at the same or another time. Afterwards it belongs to this file. */
  find(key: string, file: number, moment: number): 'new' | 'elsewhere' | 'same_moment' | 'other_moment' {
    if (this.size * 2 >= this.low.length) this.grow();
    const { low, high } = hashOf(key);
    const place = this.placeOf(low, high);
    if (this.low[place] === 0) {
      this.put(place, low, high, moment, file);
      this.size += 1;
      return 'new';
    }
    if (this.files[place] !== file) {
      this.files[place] = file;
      return 'elsewhere';
    }
    return this.moments[place] === moment ? 'same_moment' : 'other_moment';
  }

  /** Where the key is, or would be. */
  private placeOf(low: number, high: number): number {
    const mask = this.low.length - 1;
    for (let place = high & mask; ; place = (place + 1) & mask)
      if (this.low[place] === 0 || (this.low[place] === low && this.high[place] === high)) return place;
  }

  private put(place: number, low: number, high: number, moment: number, file: number): void {
    this.low[place] = low;
    this.high[place] = high;
    this.moments[place] = moment;
    this.files[place] = file;
  }

  private grow(): void {
    const { low, high, moments, files } = this;
    const size = low.length * 2;
    this.low = new Uint32Array(size);
    this.high = new Uint32Array(size);
    this.moments = new Float64Array(size);
    this.files = new Uint32Array(size);
    for (const [old, own] of low.entries())
      if (own !== 0)
        this.put(this.placeOf(own, high[old] ?? 0), own, high[old] ?? 0, moments[old] ?? 0, files[old] ?? 0);
  }
}

/** Two mixed sums over the units of a text; the low one is never 0, which marks an empty place. */
function hashOf(text: string): { low: number; high: number } {
  let one = 0x9e3779b9;
  let other = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    one ^= one >>> 15;
    other = Math.imul(other ^ unit, 0xcc9e2d51);
    other = (other << 13) | (other >>> 19);
  }
  one = mixed(one ^ other);
  other = mixed(other + Math.imul(one, 5));
  return { low: one >>> 0 || 1, high: other >>> 0 };
}

function mixed(value: number): number {
  let own = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  own = Math.imul(own ^ (own >>> 13), 0xc2b2ae35);
  return own ^ (own >>> 16);
}
