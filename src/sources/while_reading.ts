import { inputError, UserError } from '../contract/errors.js';

/** Engine errors about our query itself: our bug, whatever was being read. */
const ofQueries = /^(Parser|Binder|Catalog|Not implemented|Permission|Dependency|Transaction) Error/i;

/** How every error of the engine begins. */
const ofEngine = /^[A-Z][\w ]* (Error|Exception): ./;

/**
 * Runs the reading of some files. Any failure of the engine there is an input error, whatever its wording; in messages about files that
 * it names differently, the name that the user knows is kept.
 */
export async function whileReading<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (error instanceof UserError || ofQueries.test(text) || !ofEngine.test(text)) throw error;
    const one = names.filter((name) => text.includes(name.split('/').pop() ?? name));
    const said = one.length > 0 ? one : names;
    const few = said.slice(0, 3).join(', ') + (said.length > 3 ? ', ...' : '');
    const reason = (text.split('\n', 1)[0] ?? '').replace(ofEngine, (start) => start.slice(-1)).slice(0, 200);
    throw inputError(
      `${few} cannot be read (${reason.replace(/[\s.:]+$/, '')}).`,
      'A file is damaged or cut short: export or copy it again.',
    );
  }
}
