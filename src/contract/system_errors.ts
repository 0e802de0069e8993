import { exitCodes, inputError, type UserError, usageError } from './errors.js';

/** What the machine lacks or refuses, by the code of the operating system. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would exceed the file size limit',
  EIO: 'the disk reports an error',
  EROFS: 'the disk is read-only',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EBUSY: 'it is in use',
  ETXTBSY: 'it is in use',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'the memory is used up',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ENOTEMPTY: 'it is not empty',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links form a loop',
  EXDEV: 'it is on another disk',
  ESTALE: 'the network disk has lost it',
  ENODEV: 'the disk is gone',
  ENXIO: 'the disk is gone',
  ETIMEDOUT: 'the network disk does not answer',
};

/** Why a file cannot be read or written, in words; undefined if it is not the machine's fault. */
export function reasonOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined || code === undefined ? undefined : (reasons[code] ?? code);
}

/** A failed operating system call as a sentence for the user, wherever it was made; null for any other error, which is ours. */
export function explainSystemError(error: unknown): UserError | null {
  const reason = reasonOf(error);
  if (reason === undefined) return null;
  const { path, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd')
    return usageError(
      'The folder in which this command was started no longer exists.',
      'Change to a folder that exists (cd), even if a new one has the same name, and run again.',
    );
  const what = path === undefined ? 'A file' : `"${path}"`;
  return inputError(`${what} cannot be read or written: ${reason}.`, hintOf(error));
}

function hintOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return 'Free some space, or put the output on a larger disk with --out (temporary files: TMPDIR).';
  if (code === 'ENOENT') return 'It may have been moved or removed in the meantime: run again.';
  return 'Fix this, and run again.';
}

/** What is reported when stdout cannot be written, with the exit code: a reader that closes the pipe early, such as head, is not an error. */
export function explainOutput(error: NodeJS.ErrnoException): { code: number; sentence: string } {
  if (error.code === 'EPIPE') return { code: exitCodes.done, sentence: '' };
  const reason = reasons[error.code ?? ''] ?? error.code ?? error.message;
  return {
    code: exitCodes.input,
    sentence: `error: standard output cannot be written: ${reason}.\n  hint: Write it somewhere else; what --out has written is complete.\n`,
  };
}

/** Reports the folder for temporary files as the reason if it cannot be used. */
export function temporaryFolderError(folder: string, error: unknown): UserError {
  return usageError(
    `TMPDIR: temporary files cannot be written to "${folder}": ${reasonOf(error) ?? String(error)}.`,
    'Set TMPDIR to a folder that exists and that you may write to.',
  );
}

/** What is reported when the thread of a command dies: of lack of memory or a failed system call, which the user can change, or of a bug of ours. */
export function explainDeath(error: unknown): { code: number; sentence: string } {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      code: exitCodes.input,
      sentence:
        'error: The memory of Node.js is used up (this is not the memory of the database).\n  hint: Allow more with NODE_OPTIONS=--max-old-space-size=8192 (in MB), or use less data.\n',
    };
  const said = explainSystemError(error);
  return said === null
    ? { code: exitCodes.bug, sentence: bugText(error) }
    : { code: said.exitCode, sentence: `error: ${said.message}\n  hint: ${said.hint}\n` };
}

/** What is reported for a bug of ours. */
export function bugText(error: unknown): string {
  return `This is a bug in grouplift, please report it.\n${error instanceof Error ? error.stack : String(error)}\n`;
}
