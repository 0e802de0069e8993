import type { Candidate } from './text_input.js';

/** On iOS, the chat is stored next to what people sent in it. */
const chat = '_chat.txt';

/**
 * Separates the files of an archive: people also send each other texts and tables, which are stored next to the text of their chat and are not
 * exports themselves. Android names the text like the archive. In a folder, files may be together for any reason.
 */
export function partAttachments(candidates: readonly Candidate[]): {
  readonly own: readonly Candidate[];
  readonly attached: readonly Candidate[];
} {
  const isAttached = (one: Candidate) => isArchive(one) && isBesideChat(one, candidates);
  return { own: candidates.filter((one) => !isAttached(one)), attached: candidates.filter(isAttached) };
}

function isArchive({ given }: Candidate): boolean {
  return /\.zip$/i.test(given);
}

function isBesideChat(one: Candidate, all: readonly Candidate[]): boolean {
  const names = [chat, one.given.replace(/\.zip$/i, '.txt')];
  const isChat = ({ path }: Candidate) => names.includes(nameOf(path));
  return !isChat(one) && all.some((other) => isChat(other) && folderOf(other.path) === folderOf(one.path));
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function folderOf(path: string): string {
  return path.slice(0, path.length - nameOf(path).length);
}
