import { evaluateModels } from '../examples/evaluation.js';
import { type WrittenSimulation, writeSimulation } from '../examples/simulation.js';
import { stderrProgress } from '../progress.js';

interface Options extends WrittenSimulation {
  readonly evaluate?: string;
}

/** `grouplift simulate`: data with a planted truth; with --evaluate: how far the credit of a run over such data is from it. */
export async function simulate(options: Options): Promise<void> {
  const lines = options.evaluate === undefined ? written(options) : await evaluated(options.evaluate);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function written(options: Options): string[] {
  const config = writeSimulation(options);
  return [
    `${options.out}: ${options.scenario}, seed ${options.seed}; what was planted stands in truth.json`,
    `Try it: grouplift run --config ${config}`,
  ];
}

async function evaluated(run: string): Promise<string[]> {
  const progress = stderrProgress();
  try {
    return await evaluateModels(run, progress);
  } finally {
    progress.end();
  }
}
