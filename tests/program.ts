/** The built program. A test that starts it after an edit without a build would judge the code of before: that is an error, never a pass. */
import { join } from 'node:path';
import { isBuilt } from '../scripts/is_built.js';

const root = join(import.meta.dirname, '..');

if (!isBuilt(root))
  throw new Error('dist/ is missing or older than src/, and this test starts the program: npm run build');

export const program = join(root, 'bin/grouplift.js');
