/**
 * Calls into native code that are under way in this thread. Whoever ends the thread from outside waits for them: an answer that
 * finds its thread gone would end the whole process without a word.
 */
let calls = new Int32Array(new SharedArrayBuffer(4));

/** From now on calls are counted in this memory, which another thread sees. */
export function shareNativeCalls(shared: Int32Array<SharedArrayBuffer>): void {
  calls = shared;
}

/** Does work in native code. */
export async function inNative<T>(work: () => Promise<T>): Promise<T> {
  Atomics.add(calls, 0, 1);
  try {
    return await work();
  } finally {
    Atomics.sub(calls, 0, 1);
  }
}
