/** The built program, loaded once: runs one command line after the other for warm.ts, and sends what each said. */
import { main } from '../dist/cli.js';

const streams = ['stdout', 'stderr'];
for (const stream of streams) process[stream].setMaxListeners(0);

process.on('disconnect', () => process.exit());

process.on('message', async ({ args, cwd, env }) => {
  const said = { stdout: '', stderr: '' };
  for (const stream of streams)
    process[stream].write = (text) => {
      said[stream] += text;
      return true;
    };
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  process.chdir(cwd);
  const code = await main([process.execPath, 'grouplift', ...args]);
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  process.send({ code, ...said });
});
