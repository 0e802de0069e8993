/** A 64-bit number as two halves of 32 bits. */
type Halves = readonly [high: number, low: number];

const p1: Halves = [0x9e3779b1, 0x85ebca87];
const p2: Halves = [0xc2b2ae3d, 0x27d4eb4f];
const p3: Halves = [0x165667b1, 0x9e3779f9];
const p4: Halves = [0x85ebca77, 0xc2b2ae63];
const p5: Halves = [0x27d4eb2f, 0x165667c5];

/** The checksum of a zstd frame: XXH64 with the seed 0, of which the frame keeps the low 32 bits. */
export class Xxh64 {
  /** four lanes, each as high and low half */
  private readonly lanes = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0);
  private readonly rest = Buffer.alloc(32);
  private restLength = 0;
  private length = 0;

  constructor() {
    const start: readonly Halves[] = [add(p1, p2), p2, [0, 0], subtract([0, 0], p1)];
    for (const [lane, [high, low]] of start.entries()) this.lanes.set([high, low], lane * 2);
  }

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    let place = 0;
    if (this.restLength > 0) {
      place = Math.min(32 - this.restLength, bytes.length);
      this.rest.set(bytes.subarray(0, place), this.restLength);
      this.restLength += place;
      if (this.restLength < 32) return;
      this.take(this.rest, 0, 32);
    }
    const whole = bytes.length - ((bytes.length - place) % 32);
    this.take(bytes, place, whole);
    this.rest.set(bytes.subarray(whole));
    this.restLength = bytes.length - whole;
  }

  /** The low 32 bits of the checksum of everything added. */
  end(): number {
    let hash = this.length >= 32 ? this.merged() : p5;
    hash = add(hash, [Math.floor(this.length / 2 ** 32), this.length >>> 0]);
    let place = 0;
    for (; place + 8 <= this.restLength; place += 8) {
      const word: Halves = [this.rest.readInt32LE(place + 4), this.rest.readInt32LE(place)];
      hash = add(multiply(rotate(exclusive(hash, round([0, 0], word)), 27), p1), p4);
    }
    if (place + 4 <= this.restLength) {
      const word: Halves = [0, this.rest.readInt32LE(place)];
      hash = add(multiply(rotate(exclusive(hash, multiply(word, p1)), 23), p2), p3);
      place += 4;
    }
    for (; place < this.restLength; place += 1) {
      const byte: Halves = [0, this.rest[place] ?? 0];
      hash = multiply(rotate(exclusive(hash, multiply(byte, p5)), 11), p1);
    }
    hash = multiply(exclusive(hash, shifted(hash, 33)), p2);
    hash = multiply(exclusive(hash, shifted(hash, 29)), p3);
    return exclusive(hash, shifted(hash, 32))[1] >>> 0;
  }

  private lane(place: number): Halves {
    return [this.lanes[place * 2] ?? 0, this.lanes[place * 2 + 1] ?? 0];
  }

  private merged(): Halves {
    let hash = add(
      add(rotate(this.lane(0), 1), rotate(this.lane(1), 7)),
      add(rotate(this.lane(2), 12), rotate(this.lane(3), 18)),
    );
    for (let lane = 0; lane < 4; lane += 1)
      hash = add(multiply(exclusive(hash, round([0, 0], this.lane(lane))), p1), p4);
    return hash;
  }

  /** Processes whole stripes of 32 bytes without allocating an object per number, because files are long. */
  private take(bytes: Uint8Array, from: number, to: number): void {
    const { lanes } = this;
    for (let place = from; place < to; place += 8) {
      const lane = ((place - from) & 31) >> 2;
      const low =
        (bytes[place] ?? 0) |
        ((bytes[place + 1] ?? 0) << 8) |
        ((bytes[place + 2] ?? 0) << 16) |
        ((bytes[place + 3] ?? 0) << 24);
      const high =
        (bytes[place + 4] ?? 0) |
        ((bytes[place + 5] ?? 0) << 8) |
        ((bytes[place + 6] ?? 0) << 16) |
        ((bytes[place + 7] ?? 0) << 24);
      const productHigh =
        (highProduct(low, 0x27d4eb4f) + Math.imul(high, 0x27d4eb4f) + Math.imul(low, 0xc2b2ae3d)) | 0;
      const sumLow = ((lanes[lane + 1] ?? 0) >>> 0) + (Math.imul(low, 0x27d4eb4f) >>> 0);
      const sumHigh = ((lanes[lane] ?? 0) + productHigh + (sumLow > 0xffffffff ? 1 : 0)) | 0;
      const turnedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
      const turnedLow = (sumLow << 31) | (sumHigh >>> 1);
      lanes[lane] =
        (highProduct(turnedLow, 0x85ebca87) +
          Math.imul(turnedHigh, 0x85ebca87) +
          Math.imul(turnedLow, 0x9e3779b1)) |
        0;
      lanes[lane + 1] = Math.imul(turnedLow, 0x85ebca87);
    }
  }
}

/** The upper half of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

function multiply([aHigh, aLow]: Halves, [bHigh, bLow]: Halves): Halves {
  return [
    (highProduct(aLow, bLow) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh)) | 0,
    Math.imul(aLow, bLow),
  ];
}

function add([aHigh, aLow]: Halves, [bHigh, bLow]: Halves): Halves {
  const low = (aLow >>> 0) + (bLow >>> 0);
  return [(aHigh + bHigh + (low > 0xffffffff ? 1 : 0)) | 0, low | 0];
}

function subtract([aHigh, aLow]: Halves, [bHigh, bLow]: Halves): Halves {
  const low = (aLow >>> 0) - (bLow >>> 0);
  return [(aHigh - bHigh - (low < 0 ? 1 : 0)) | 0, low | 0];
}

function exclusive([aHigh, aLow]: Halves, [bHigh, bLow]: Halves): Halves {
  return [aHigh ^ bHigh, aLow ^ bLow];
}

/** Rotates to the left by 1 to 31 bits. */
function rotate([high, low]: Halves, bits: number): Halves {
  return [(high << bits) | (low >>> (32 - bits)), (low << bits) | (high >>> (32 - bits))];
}

/** Shifts to the right by 29 to 33 bits. */
function shifted([high, low]: Halves, bits: number): Halves {
  if (bits < 32) return [high >>> bits, (low >>> bits) | (high << (32 - bits))];
  return [0, high >>> (bits - 32)];
}

function round(lane: Halves, word: Halves): Halves {
  return multiply(rotate(add(lane, multiply(word, p2)), 31), p1);
}
