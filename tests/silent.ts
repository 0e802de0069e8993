import type { Progress } from '../src/progress.js';

/** Progress that says nothing. */
export const silent: Progress = { stage: () => {}, watch: () => {}, end: () => {} };
