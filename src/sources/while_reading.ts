import { inputError, UserError } from '../contract/errors.js';

/** What the engine says of a query of ours that it does not understand: that is our bug, whatever was read. */
const ofQueries = /^(Parser|Binder|Catalog|Not implemented|Permission|Dependency|Transaction) Error/i;

/** What every error of the engine begins with. */
const ofEngine = /^[A-Z][\w ]* (Error|Exception): ./;

/**
 * Does the work of reading some files. What the engine cannot read there is wrong input, whatever its words; what is said of files that
 * it names in another way keeps the name that the user knows.
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
      'A file is damaged or was cut short: export or copy it again.',
    );
  }
}
