const endOfDirectory = 0x06054b50;
/** 1980-01-01 00:00 in the DOS format of ZIP: the earliest date it can hold. */
const firstDate = 0x00210000;

/**
 * The same ZIP archive with every file dated 1980-01-01, so that equal contents are equal bytes. Reads the central directory
 * (PKWARE APPNOTE 4.3.12) and sets date and time there and in each local header.
 */
export function withFixedDates(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  const end = findEnd(view);
  const files = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  for (let file = 0; file < files; file += 1) {
    view.setUint32(entry + 12, firstDate, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, firstDate, true);
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return bytes;
}

/** Where the end record of the central directory starts. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw new Error('not a ZIP archive');
}
