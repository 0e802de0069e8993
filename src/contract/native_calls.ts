/**
 * Calls into native code that are in progress in this thread. Whoever ends the thread from outside waits for them: an answer whose
 * thread is gone would silently end the whole process.
 */
let calls = new Int32Array(new SharedArrayBuffer(4));

/** From now on calls are counted in this memory, which another thread can see. */
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
