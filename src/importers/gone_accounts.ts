/** What platforms write in place of everybody whose account is gone, or who writes without a name: one id or one name for all of them. */
const shared: ReadonlySet<string> = new Set([
  // Discord
  '456226577798135808',
  // Messenger and Instagram
  ...['Facebook User', 'Facebook user', 'Instagram User', 'Instagram user'],
  // QQ: everybody who writes anonymously
  '80000000',
  // KakaoTalk: "unknown"
  '(알 수 없음)',
]);

/** Whether an id or name stands for many people at once, and so is nobody's. */
export function isGone(written: string): boolean {
  return shared.has(written);
}
