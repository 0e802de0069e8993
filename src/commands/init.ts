import { initProject } from '../init/index.js';
import { stderrProgress } from '../progress.js';

/** `grouplift init [folder]`: writes a commented grouplift.yaml for the files it finds. */
export async function init(folder: string): Promise<void> {
  const progress = stderrProgress();
  try {
    const lines = await initProject(folder, progress);
    progress.end();
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    progress.end();
  }
}
