/** Where the objects of a JSON file stand: one a line, or anywhere (in arrays, over several lines, several on one line). */
export type JsonLayout = 'lines' | 'anywhere';

/** The layout of a file by the whole lines of its beginning; what says too little counts as anywhere, which every file may be read as. */
export function jsonLayout(head: string): JsonLayout {
  const lines = head
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every(isObject) ? 'lines' : 'anywhere';
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
