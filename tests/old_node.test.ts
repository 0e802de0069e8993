/** A Node that is too old says so in a sentence, whatever it could not do. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '../bin/grouplift.js');

function runAs(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, program, '--version'];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

it.each(['14.21.3', '18.20.8', '20.18.3', '20.9.0'])('Node %s is refused', (version) => {
  const { status, stdout, stderr } = runAs(version);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    new RegExp(`^error: found Node ${version}, expected 20\\.19 or later\\.\\n {2}hint: .+\\n$`),
  );
});

it.each(['20.19.0', '22.0.0', '24.1.0'])('Node %s is taken', (version) => {
  expect(runAs(version)).toMatchObject({ status: 0, stderr: '' });
});
