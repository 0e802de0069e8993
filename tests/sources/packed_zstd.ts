/** Bytes as one zstd frame with a checksum, by a writer that is not ours: raw blocks need no compressor, and the checksum no library. */
export function packedZstd(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  const size = 1 << 17;
  for (let place = 0; place === 0 || place < bytes.length; place += size) {
    const block = bytes.subarray(place, place + size);
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (place + size >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(head, block);
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(Number(xxh64(bytes) & 0xffffffffn), 0);
  // descriptor: a checksum, no content size; window of 128 KB
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x38]), ...blocks, checksum]);
}

const [p1, p2, p3, p4, p5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
];
const cut = (number: bigint) => BigInt.asUintN(64, number);
const turn = (number: bigint, bits: bigint) => cut((number << bits) | (number >> (64n - bits)));
const round = (lane: bigint, word: bigint) => cut(turn(cut(lane + word * p2), 31n) * p1);

/** XXH64 with the seed 0, as its specification writes it. */
export function xxh64(bytes: Buffer): bigint {
  let place = 0;
  let hash = p5;
  if (bytes.length >= 32) {
    const lanes = [cut(p1 + p2), p2, 0n, cut(-p1)];
    for (; place + 32 <= bytes.length; place += 32)
      for (const lane of lanes.keys())
        lanes[lane] = round(lanes[lane] ?? 0n, bytes.readBigUInt64LE(place + lane * 8));
    hash = cut(lanes.reduce((sum, lane, index) => sum + turn(lane, [1n, 7n, 12n, 18n][index] ?? 0n), 0n));
    for (const lane of lanes) hash = cut((hash ^ round(0n, lane)) * p1 + p4);
  }
  hash = cut(hash + BigInt(bytes.length));
  for (; place + 8 <= bytes.length; place += 8)
    hash = cut(turn(hash ^ round(0n, bytes.readBigUInt64LE(place)), 27n) * p1 + p4);
  if (place + 4 <= bytes.length) {
    hash = cut(turn(hash ^ cut(BigInt(bytes.readUInt32LE(place)) * p1), 23n) * p2 + p3);
    place += 4;
  }
  for (; place < bytes.length; place += 1)
    hash = cut(turn(hash ^ cut(BigInt(bytes[place] ?? 0) * p5), 11n) * p1);
  hash = cut((hash ^ (hash >> 33n)) * p2);
  hash = cut((hash ^ (hash >> 29n)) * p3);
  return hash ^ (hash >> 32n);
}
