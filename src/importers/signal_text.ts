/**
 * `chat.md` of signal-export:
 *
 *     [2019-05-29, 15:04] Me: How is everyone?
 *     [2023-05-29 15:10:12] Aya: We're great!··
 *     (- Jim: 👍 -)
 *
 * WhatsApp writes brackets with seconds, and neither ends every message with two blanks nor calls its own user Me.
 */
export function isSignalText(head: string): boolean {
  const found = head.split('\n').flatMap((line) => {
    const one = header.exec(line);
    return one === null ? [] : [{ seconds: one[1], name: one[2] ?? '', text: one[3] ?? '' }];
  });
  if (found.length === 0) return false;
  if (found.every(({ seconds }) => seconds === undefined)) return true;
  const ended = found.filter(({ text }) => text.endsWith('  ')).length;
  return ended * 2 > found.length || found.some(({ name }) => name === 'Me');
}

const header = /^\[\d{4}-\d\d-\d\d,? \d\d:\d\d(:\d\d)?\] ([^:\n]{1,80}):(.*?)\r?$/;
