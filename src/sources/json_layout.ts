/** How the objects of a JSON file are laid out: one per line, or anywhere (in arrays, over several lines, several on one line). */
export type JsonLayout = 'lines' | 'anywhere';

/** The layout of a file, judging by the complete lines at its beginning; if they say too little it is `anywhere`, as which every file can be read. */
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
