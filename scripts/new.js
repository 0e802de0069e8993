/**
 * npm run new -- KIND NAME: writes the files of a new model, table, stage, insight, importer or command, and its lines in the registries.
 * What it writes compiles and runs; what it does is up to you. NAME is as in the data: even_split.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kinds } from './new/index.js';

const [kind = '', name = ''] = process.argv.slice(2);
const root = process.cwd();
const make = Object.hasOwn(kinds, kind) ? kinds[kind] : null;

if (make === null || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    `error: expected a kind (${Object.keys(kinds).join(', ')}) and a name such as even_split, found "${[kind, name].join(' ').trim()}".`,
  );
  console.error('hint: npm run new -- model even_split');
  process.exit(2);
}

const camel = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const { files, edits, next } = make({ name, camel });

const taken = Object.keys(files).find((file) => existsSync(join(root, file)));
if (taken !== undefined) {
  console.error(`error: ${taken} exists; nothing was written.`);
  console.error('hint: choose another name.');
  process.exit(2);
}

/** The text with a line inserted before the first line that matches, after a given heading. */
function edited(file, text, { after, before, line }) {
  const lines = text.split('\n');
  const from = after === undefined ? 0 : lines.findIndex((one) => one.includes(after));
  const at = lines.findIndex((one, index) => index > from && one.trimEnd() === before);
  if (from < 0 || at < 0)
    throw new Error(`${file}: no line "${before}"${after === undefined ? '' : ` after "${after}"`}`);
  return [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
}

const changed = new Map();
for (const edit of edits) {
  const text = changed.get(edit.file) ?? readFileSync(join(root, edit.file), 'utf8');
  changed.set(edit.file, edit.imports ? `${edit.imports}\n${text}` : edited(edit.file, text, edit));
}
for (const [file, text] of [...Object.entries(files), ...changed]) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const touched = [...Object.keys(files), ...changed.keys()];
const formatted = touched.filter((file) => file.endsWith('.ts'));
if (formatted.length > 0)
  execFileSync(
    join(root, 'node_modules/.bin/biome'),
    ['check', '--write', '--log-level=error', ...formatted],
    {
      stdio: 'inherit',
    },
  );
console.log(touched.map((file) => `  ${file}`).join('\n'));
console.log(`Then: ${next}`);
