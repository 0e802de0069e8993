import type { Progress } from '../src/project/progress.js';

const nothing = () => {};

/** Progress that says nothing. */
export const silent: Progress = {
  stage: nothing,
  holds: nothing,
  keeps: nothing,
  watch: nothing,
  commit: nothing,
  end: nothing,
};
