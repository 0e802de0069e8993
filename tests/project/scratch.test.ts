/** The temporary folders of commands that were killed: the next command removes them, and nothing else. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Owner, thisOwner } from '../../src/project/output/owner.js';
import { inDuckdb } from '../../src/project/scratch.js';
import { silent } from '../silent.js';

const before = process.env.TMPDIR;
const above = mkdtempSync(join(tmpdir(), 'scratch-'));
afterEach(() => {
  process.env.TMPDIR = before;
  if (before === undefined) delete process.env.TMPDIR;
  rmSync(above, { recursive: true, force: true });
});

function leave(name: string, owner: Owner | null): void {
  mkdirSync(join(above, name, 'stages'), { recursive: true });
  writeFileSync(join(above, name, 'stages', 'big.parquet'), 'big');
  if (owner !== null) writeFileSync(join(above, name, 'owner.json'), JSON.stringify(owner));
}

it.skipIf(!existsSync('/proc/self'))('those of processes that have ended, and only those', async () => {
  const here = thisOwner();
  const { pid } = spawnSync('true');
  const ended = { ...here, pid, process_started: '1' };
  leave('grouplift-killed', ended);
  leave('grouplift-running', here);
  leave('grouplift-elsewhere', { ...ended, host: 'another', boot: 'another' });
  leave('grouplift-container', { ...ended, namespace: 'another' });
  leave('grouplift-unsigned', null);
  leave('of-another-program', ended);
  symlinkSync('of-another-program', join(above, 'grouplift-link'));
  process.env.TMPDIR = above;
  const during = await inDuckdb({}, silent, async () => readdirSync(above));
  const rest = [
    'grouplift-container',
    'grouplift-elsewhere',
    'grouplift-link',
    'grouplift-running',
    'grouplift-unsigned',
    'of-another-program',
  ];
  expect(during.filter((name) => rest.includes(name)).sort()).toEqual(rest);
  expect(during).toHaveLength(rest.length + 1);
  expect(readdirSync(above).sort()).toEqual(rest);
});
