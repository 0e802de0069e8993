/** The built program, loaded once: runs command lines, or only reads the inputs of a project, and sends how it ended. */
import { join } from 'node:path';
import { main } from '../../dist/cli.js';
import { UserError } from '../../dist/contract/errors.js';
import { loadSources } from '../../dist/loading/load.js';
import { chosenEngine } from '../../dist/project/options.js';
import { readConfig } from '../../dist/project/read_config.js';
import { inScratch } from '../../dist/project/scratch.js';

const streams = ['stdout', 'stderr'];
for (const stream of streams) process[stream].setMaxListeners(0);
process.on('disconnect', () => process.exit());

const silent = {
  stage: () => {},
  watch: () => {},
  holds: () => {},
  throwIfInterrupted: () => {},
  end: () => {},
};

process.on('message', async ({ args, folder }) => {
  const said = { stdout: '', stderr: '' };
  for (const stream of streams)
    process[stream].write = (text) => {
      said[stream] += text;
      return true;
    };
  process.chdir(folder);
  const ended =
    args === null ? await load(folder) : { code: await main([process.execPath, 'grouplift', ...args]) };
  process.send({ stdout: said.stdout, stderr: said.stderr, ...ended });
});

/** Reads every input; the rows of each table that were accepted, rejected or skipped. */
async function load(folder) {
  try {
    const config = readConfig(join(folder, 'grouplift.yaml'));
    const sources = await inScratch(chosenEngine(config, {}), { threads: 1 }, silent, (engine, scratch) =>
      loadSources(config, engine, scratch, () => {}),
    );
    return {
      code: 0,
      inputs: Object.fromEntries(sources.map((source) => [source.table, accounted(source)])),
    };
  } catch (error) {
    if (error instanceof UserError)
      return { code: error.exitCode, stderr: `error: ${error.message}\n  hint: ${error.hint}\n` };
    return { code: 1, stderr: `This is a bug\n${error instanceof Error ? error.stack : String(error)}\n` };
  }
}

function accounted(source) {
  return source.rows + (source.skipped ?? []).reduce((sum, { count }) => sum + count, 0);
}
