/** Real database servers of Debian's packages, started on loopback for one test file, and ended by their process. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  readonly url: (user: string, password: string) => string;
  readonly stop: () => Promise<void>;
}

/** Servers refuse to run as root: there they run as nobody. */
const nobody = 65_534;
const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

function folderForServer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-db-'));
  chmodSync(folder, 0o755);
  if (asUser.uid !== undefined) chownSync(folder, nobody, nobody);
  return folder;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilListening(port: number, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (process.exitCode !== null) throw new Error(`the server ended with ${process.exitCode}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('close', () => resolve(false));
      setTimeout(() => socket.destroy(), 200);
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server does not listen');
}

function stopper(process: ChildProcess, folder: string): () => Promise<void> {
  return async () => {
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The folder of the programs of PostgreSQL, undefined where it is not installed. */
export function postgresHome(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

export async function startPostgres(bin: string, sql: string): Promise<Server> {
  const folder = folderForServer();
  const data = join(folder, 'data');
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'top secret\n');
  if (asUser.uid !== undefined) chownSync(secret, nobody, nobody);
  const quiet = { ...asUser, cwd: folder, stdio: 'ignore' } as const;
  const options = [
    '-U',
    'owner',
    '--pwfile',
    secret,
    '-A',
    'scram-sha-256',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...options], quiet);
  const port = await freePort();
  const settings = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'fsync=off',
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], quiet);
  await untilListening(port, server);
  const psql = [
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-U',
    'owner',
    '-v',
    'ON_ERROR_STOP=1',
    '-d',
    'postgres',
    '-c',
    sql,
  ];
  for (let tries = 0; ; tries += 1)
    try {
      execFileSync(join(bin, 'psql'), psql, { ...quiet, env: { PGPASSWORD: 'top secret' } });
      break;
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  return {
    url: (user, password) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: stopper(server, folder),
  };
}

/** Whether MariaDB is installed. */
export function hasMariadb(): boolean {
  return existsSync('/usr/sbin/mariadbd') && existsSync('/usr/bin/my_print_defaults');
}

export async function startMariadb(statements: readonly string[]): Promise<Server> {
  const folder = folderForServer();
  const data = join(folder, 'data');
  const quiet = { ...asUser, cwd: folder, stdio: 'ignore' } as const;
  const place = ['--no-defaults', `--datadir=${data}`];
  execFileSync(
    '/usr/bin/mariadb-install-db',
    [...place, '--auth-root-authentication-method=normal', '--skip-test-db'],
    quiet,
  );
  const first = join(folder, 'first.sql');
  writeFileSync(first, `${statements.join('\n')}\n`);
  chmodSync(first, 0o644);
  const port = await freePort();
  const settings = [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    `--init-file=${first}`,
  ];
  const server = spawn(
    '/usr/sbin/mariadbd',
    [...place, ...settings, `--pid-file=${join(folder, 'pid')}`],
    quiet,
  );
  await untilListening(port, server);
  return {
    url: (user, password) => `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/shop`,
    stop: stopper(server, folder),
  };
}
