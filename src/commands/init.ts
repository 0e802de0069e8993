import { declareCommand } from './declaration.js';
import { printLines } from './with_progress.js';

/** `grouplift init [folder]`: writes a commented grouplift.yaml for the files it finds. */
export const init = declareCommand({
  name: 'init',
  summary: 'write a commented grouplift.yaml for the files it finds',
  arguments: [{ value: '[folder]', summary: 'folder with the exports', default: '.' }],
  options: {},
  run: async ([folder]) => {
    const { initProject } = await import('../tasks/init/index.js');
    await printLines((progress) => initProject(folder, progress));
  },
});
